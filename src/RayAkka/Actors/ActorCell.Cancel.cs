using RayAkka.Engine;
using RayAkka.Tasks;

namespace RayAkka.Actors;

/// <content>
/// The cancellation of calls. One of this process is found by itself: it has failed before anybody comes here. One of another process is named: the name is kept, until the
/// consumer has met the call, or a mark that was posted behind it. Invariant: the consumer says which call it begins, then looks at the names; who
/// cancels enters the name, then issues a process-wide barrier, then looks at what runs. So one of the two finds the other, and beginning a call costs a plain read.
/// </content>
internal sealed partial class ActorCell
{
    private Dictionary<(ulong Caller, long Index), StopCall>? _stops;

    /// <summary>A call that has failed is to stop, if it runs here. A replayed actor runs what its journal has.</summary>
    public override void Stop(ObjectRef call, bool recursive)
    {
        foreach (var frame in _replay is null ? RunningFrames() : [])
        {
            if (frame.Running is { } running && ReferenceEquals(running.Call, call))
            {
                running.Stop(recursive);
            }
        }
    }

    /// <summary>Another process says that a call which it has sent was cancelled.</summary>
    public void StopCopy(StopCall stop)
    {
        lock (_frame)
        {
            if (_dead)
            {
                return;
            }

            (_stops ??= [])[(stop.Caller, stop.Index)] = stop;
        }

        Interlocked.MemoryBarrierProcessWide();
        if (_runs?.FindWaiting(call => IsNamed(call, stop.Caller, stop.Index)) is { } waiting)
        {
            // Before what runs: it may begin at any moment, and is found there then.
            TakeStop(waiting);
            return;
        }

        foreach (var frame in _replay is null ? RunningFrames() : [])
        {
            if (frame.CurrentCall is { } call && IsNamed(call, stop.Caller, stop.Index))
            {
                TakeStop(call);
                return;
            }
        }

        PostUnchecked(new StopMark(stop.Caller, stop.Index));
    }

    private static bool IsNamed(ObjectRef call, ulong caller, long index) => call.CallIndex == index && call.Caller is { } by && by.Root.Number == caller;

    // Whether the call was cancelled by its process: then it has failed now, and stops if it runs.
    private bool TakeStop(ObjectRef call)
    {
        StopCall? stop;
        lock (_frame)
        {
            if (_stops is null || call.Caller is not { } caller || !_stops.Remove((caller.Root.Number, call.CallIndex), out stop))
            {
                return false;
            }

            ForgetStops();
        }

        call.TryFail(CallFailure.Stopped(call, stop.Reason));
        Stop(call, stop.Recursive);
        return true;
    }

    private void EndStop(StopMark mark)
    {
        lock (_frame)
        {
            _stops?.Remove((mark.CalledBy, mark.Index));
            ForgetStops();
        }
    }

    // Under the lock.
    private void ForgetStops()
    {
        if (_stops is { Count: 0 })
        {
            _stops = null;
        }
    }

    // What is taken from the mailbox has ended already.
    private void FinishedBefore(ObjectRef call)
    {
        if (call is StopMark mark)
        {
            EndStop(mark);
        }
        else
        {
            Finished(call);
        }
    }
}
