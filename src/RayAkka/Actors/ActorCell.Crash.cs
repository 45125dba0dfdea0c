using System.Globalization;
using RayAkka.Engine;
using RayAkka.Execution;

namespace RayAkka.Actors;

/// <content>
/// The crash of an incarnation while its node lives on. What counts as one, since many actors share a process:
/// <list type="bullet">
/// <item>An exception that leaves a method is the result of the call, and one that leaves the constructor ends the actor for good. Neither is
/// a crash, but for <see cref="OutOfMemoryException"/> and the types of <see cref="ActorOptions.RestartOn"/>.</item>
/// <item>A call or constructor that runs for longer than <see cref="ActorOptions.StuckAfter"/> is one; its thread is left behind.</item>
/// <item>So is the failure of what the engine runs the incarnation in.</item>
/// <item><c>Environment.FailFast</c>, a stack overflow, a killed process and a lost node take all incarnations of that process or node with
/// them: their owners learn of it as the end of the node.</item>
/// </list>
/// The owner decides what a crash leads to; the call in which it happened goes back to it like those that had not begun. In a shell of the engine a
/// crash in a call leaves the shell as an exception, and the engine's supervision says when the shell is over.
/// </content>
internal sealed partial class ActorCell
{
    private StuckWatch? _watch;
    private int _leaving;
    private bool _unwound;

    /// <summary>A call of a concurrent actor has crashed it.</summary>
    internal void CrashFromRun(ObjectRef call, Exception thrown) => Crash(ReasonOf(call, thrown), thrown, leaving: 1);

    internal void CrashAsStuck(Frame frame, ObjectRef call, TimeSpan limit)
    {
        if (_dead || !ReferenceEquals(frame.CurrentCall, call))
        {
            return;
        }

        var thread = frame.ExecutingThread;
        Runtime.Log.ActorStuck(
            Spec.ClassName,
            Id,
            call.CallName,
            limit,
            thread == 0 ? "it awaits something that does not come" : string.Create(CultureInfo.InvariantCulture, $"the thread {thread} is left behind in it"));

        // The CPU is free for the next incarnation. What the code may still use, such as GPUs, is not.
        Runtime.Scheduler.Block(_grant);
        Crash($"{call.CallName} ran for longer than its StuckAfter of {limit}", null, leaving: 0);
    }

    private static string ReasonOf(ObjectRef call, Exception thrown) => $"{call.CallName} threw {thrown.GetType().Name}: {thrown.Message}";

    // The consumer has left user code by an exception that is a crash. Always true: it goes on to the end of the cell.
    private bool CrashInCall(ObjectRef call, Exception thrown)
    {
        var reason = ReasonOf(call, thrown);
        if (_mailbox is not null && !_dead)
        {
            // Away, as far as others can see: whoever learns of the shell's end takes over the calls.
            _away = true;
            _unwound = true;
            throw new ActorCrash(reason, thrown);
        }

        Crash(reason, thrown, leaving: 1);
        _away = false;
        return true;
    }

    private void Crash(string reason, Exception? thrown, int leaving)
    {
        if (!_dead)
        {
            if (_replay is { } replay && _current is not null)
            {
                replay.OnCrashed();
            }

            _leaving = leaving;
            _owner.OnCrashed(this, reason, thrown);
            Kill(graceful: false);
        }
    }

    void IShellTenant.OnShellLost(Exception? cause)
    {
        // Without its shell the cell goes on where cells without one run, to its end.
        Volatile.Write(ref _mailbox, null);
        if (cause is ActorCrash crash)
        {
            Crash(crash.Message, crash.InnerException, leaving: 1);
        }
        else
        {
            Crash($"its shell has failed{(cause is null ? "" : $": {cause.Message}")}", cause, leaving: 0);
        }

        if (_unwound)
        {
            _unwound = false;
            Schedule();
        }

        RunLostTurn();
    }
}
