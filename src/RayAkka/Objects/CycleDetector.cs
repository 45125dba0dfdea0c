using RayAkka.Actors;
using RayAkka.Execution;

namespace RayAkka.Objects;

/// <summary>
/// Finds calls that wait for each other in a circle. Every wait without a time limit in the own flow of a call is entered here before the
/// search, and the search holds the one lock: of the members of a cycle the last to enter finds it. A cycle once there cannot dissolve by
/// itself, so what the search reads from running actors without their locks can be old but not wrong: the waiter that asks does not run on.
/// The edges: a ref leads to the call that computes it; a call that runs leads to what its frame waits for; a call that waits for arguments
/// leads to those; a call that is queued leads to the calls that keep its actor busy.
/// </summary>
internal static class CycleDetector
{
    private static readonly Lock s_gate = new();

    /// <summary>Enters a wait and looks for a cycle through it.</summary>
    /// <returns>The error to throw instead of waiting, or null; with an error the wait was not entered.</returns>
    public static CallCycleException? Enter(WaitRecord record)
    {
        lock (s_gate)
        {
            record.Next = record.Frame.Waits;
            record.Next?.Previous = record;
            record.Frame.Waits = record;
            var cycle = record.HoldsCall ? Find(record) : null;
            if (cycle is not null)
            {
                Remove(record);
            }

            return cycle;
        }
    }

    /// <summary>Looks again at a frame's waits, now that its method has returned the task by which direct awaits are known.</summary>
    /// <returns>The wait that closes a cycle and its error, or null.</returns>
    public static (WaitRecord Record, CallCycleException Error)? Recheck(Frame frame)
    {
        lock (s_gate)
        {
            for (var record = frame.Waits; record is not null; record = record.Next)
            {
                if (record.HoldsCall && Find(record) is { } cycle)
                {
                    Remove(record);
                    return (record, cycle);
                }
            }

            return null;
        }
    }

    /// <summary>What a frame waits for now.</summary>
    public static List<WaitRecord> WaitsOf(Frame frame)
    {
        var waits = new List<WaitRecord>();
        lock (s_gate)
        {
            for (var record = frame.Waits; record is not null; record = record.Next)
            {
                waits.Add(record);
            }
        }

        return waits;
    }

    public static void Leave(WaitRecord record)
    {
        lock (s_gate)
        {
            Remove(record);
        }
    }

    private static void Remove(WaitRecord record)
    {
        if (record.Previous is { } previous)
        {
            previous.Next = record.Next;
        }
        else if (ReferenceEquals(record.Frame.Waits, record))
        {
            record.Frame.Waits = record.Next;
        }

        record.Next?.Previous = record.Previous;
        record.Next = record.Previous = null;
    }

    private static CallCycleException? Find(WaitRecord start)
    {
        var search = new Search(start.Frame);
        return search.Blocks(start) ? new CallCycleException(search.Path(start)) : null;
    }

    private sealed class Search(Frame goal)
    {
        // A chain of arguments can be longer than the stack is deep; a cycle through so many calls is left to the stall watch.
        private const int MaxDepth = 1000;

        private readonly Dictionary<ObjectRef, bool> _known = new(ReferenceEqualityComparer.Instance);
        private readonly List<ObjectRef> _path = [];
        private int _depth;

        public bool Blocks(WaitRecord record)
        {
            var stuck = 0;
            var before = _path.Count;
            var afterFirst = before;
            foreach (var reference in record.Refs)
            {
                if (LeadsToGoal(reference.Origin) && ++stuck == 1)
                {
                    afterFirst = _path.Count;
                }
            }

            var blocks = stuck > record.Refs.Count - record.Needed;
            Cut(blocks ? afterFirst : before);
            return blocks;
        }

        public IReadOnlyList<string> Path(WaitRecord start)
        {
            var names = new List<string> { start.Call?.CallName ?? "?" };
            for (var i = _path.Count - 1; i >= 0; i--)
            {
                if (!ReferenceEquals(_path[i].Origin, start.Call?.Origin))
                {
                    names.Add(_path[i].CallName);
                }
            }

            return names;
        }

        private bool LeadsToGoal(ObjectRef reference)
        {
            if (reference.IsCompleted)
            {
                return false;
            }

            if (_known.TryGetValue(reference, out var known))
            {
                return known;
            }

            _known[reference] = false;
            if (_depth >= MaxDepth)
            {
                return false;
            }

            _depth++;
            var leads = FromCall(reference);
            _depth--;
            if (!leads)
            {
                return false;
            }

            _known[reference] = true;
            _path.Add(reference);
            return true;
        }

        private bool FromCall(ObjectRef call)
        {
            var dependencies = call.Extras?.Unresolved;
            if (dependencies is not null)
            {
                foreach (var dependency in dependencies)
                {
                    if (LeadsToGoal(dependency.Origin))
                    {
                        return true;
                    }
                }

                return false;
            }

            if (call.Extras?.Run is { } task)
            {
                return FromFrame(task.Frame);
            }

            return call.Actor is { } actor && FromActor(actor, call);
        }

        private bool FromActor(ActorRecord actor, ObjectRef call)
        {
            if (call.Caller is { HasGates: true } caller && caller.Gates.HeadBefore(actor, call) is { } head)
            {
                return LeadsToGoal(head);
            }

            var cell = actor.Cell;
            if (cell is null)
            {
                return actor.Creation is { } creation && LeadsToGoal(creation);
            }

            var frames = cell.RunningFrames();
            if (frames.Find(frame => ReferenceEquals(frame.CurrentCall?.Origin, call)) is { } running)
            {
                return FromFrame(running);
            }

            // Queued: it starts when any of the running calls ends, so all of them must be stuck.
            if (frames.Count < cell.MaxConcurrency)
            {
                return false;
            }

            var before = _path.Count;
            for (var i = 0; i < frames.Count; i++)
            {
                var after = _path.Count;
                if (!FromFrame(frames[i]))
                {
                    Cut(before);
                    return false;
                }

                if (i > 0)
                {
                    // One way round is enough to tell.
                    Cut(after);
                }
                else if (!ReferenceEquals(frames[0], goal) && frames[0].CurrentCall is { } holder)
                {
                    _path.Add(holder);
                }
            }

            return true;
        }

        private void Cut(int length) => _path.RemoveRange(length, Math.Max(0, _path.Count - length));

        private bool FromFrame(Frame? frame)
        {
            if (frame is null)
            {
                return false;
            }

            if (ReferenceEquals(frame, goal))
            {
                return true;
            }

            for (var record = frame.Waits; record is not null; record = record.Next)
            {
                if (record.HoldsCall && Blocks(record))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
