using RayAkka.Execution;
using RayAkka.Objects;

namespace RayAkka.Cycles;

/// <summary>
/// What this process knows of the graph of waits, in a form that others can add to theirs. A call that was sent to another process leads to that
/// actor or run, of which the other process knows; an object of another process leads to its owner.
/// </summary>
internal sealed class WaitFacts(RayRuntime runtime)
{
    private readonly List<WaitFact> _all = [];
    private readonly Queue<ObjectRef> _calls = new();
    private readonly HashSet<WaitKey> _seen = [];

    public static IReadOnlyList<WaitFact> Of(RayRuntime runtime)
    {
        var facts = new WaitFacts(runtime);
        facts.Collect();
        return facts._all;
    }

    private void Collect()
    {
        foreach (var host in runtime.Hosts)
        {
            foreach (var frame in host.RunningFrames())
            {
                AddRun(frame);
            }

            foreach (var cell in host.Cells)
            {
                var running = cell.RunningFrames().Where(static frame => frame.CurrentCall is not null).Select(static frame => WaitKey.OfRun(frame.CurrentCall!)).ToArray();
                foreach (var (call, before) in cell.WaitingForPlaces())
                {
                    Add(WaitKey.OfRun(call), call.CallName, 0, 1, [.. before.Where(static frame => frame.CurrentCall is not null).Select(static frame => WaitKey.OfRun(frame.CurrentCall!))]);
                }

                if (running.Length >= cell.MaxConcurrency && !cell.HasPlaces)
                {
                    // It has room when any of the running calls ends.
                    Add(WaitKey.OfActor(cell.Id), cell.Spec.ClassName, 0, 1, running);
                }
            }
        }

        foreach (var (number, reference) in runtime.Objects.Pending())
        {
            Add(WaitKey.OfObject(runtime.Self, number), reference.CallName, 0, 1, [KeyOf(reference)]);
        }

        while (_calls.TryDequeue(out var call))
        {
            AddCall(call);
        }
    }

    private void AddRun(Frame frame)
    {
        if (frame.CurrentCall is not { } call)
        {
            return;
        }

        Add(WaitKey.OfRun(call), call.CallName, 0, 0, []);
        foreach (var wait in CycleDetector.WaitsOf(frame))
        {
            var missing = wait.Refs.Where(static reference => !reference.IsHere).Select(KeyOf).ToArray();
            var needed = wait.Needed - (wait.Refs.Count - missing.Length);
            if (wait.HoldsCall && needed > 0)
            {
                Add(WaitKey.OfRun(call), call.CallName, wait.Number, needed, missing);
            }
        }
    }

    private void AddCall(ObjectRef call)
    {
        var key = WaitKey.OfCall(call);
        if (call.Extras?.Unresolved is { Count: > 0 } arguments)
        {
            var missing = arguments.Where(static argument => !argument.IsAvailable).Select(KeyOf).ToArray();
            Add(key, call.CallName, 0, missing.Length, missing);
        }
        else if (call.Actor is not { } actor)
        {
            // A task: where it runs its run is known; where it does not, nothing holds it but resources.
            Add(key, call.CallName, 0, WaitFact.FirstThatExists, [WaitKey.OfRun(call)]);
        }
        else if (call.Caller is { HasGates: true } caller && caller.Gates.HeadBefore(actor, call) is { } head)
        {
            Add(key, call.CallName, 0, 1, [KeyOf(head)]);
        }
        else
        {
            // It runs, or it is queued and needs room, there or in the mailbox.
            Add(key, call.CallName, 0, WaitFact.FirstThatExists, [WaitKey.OfRun(call), WaitKey.OfActor(actor.Id)]);
        }
    }

    private WaitKey KeyOf(ObjectRef reference)
    {
        var origin = reference.Origin;
        if (origin is IBorrowedRef borrowed)
        {
            return WaitKey.OfObject(borrowed.Owner, borrowed.Number);
        }

        var key = WaitKey.OfCall(origin);
        if (_seen.Add(key))
        {
            _calls.Enqueue(origin);
        }

        return key;
    }

    private void Add(WaitKey key, string name, long wait, int needed, IReadOnlyList<WaitKey> others) =>
        _all.Add(new WaitFact(key, name, wait, needed, others));
}
