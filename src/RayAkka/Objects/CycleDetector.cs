using RayAkka.Actors;
using RayAkka.Execution;

namespace RayAkka.Objects;

/// <summary>
/// Finds calls that wait for each other in a circle. Every wait without a time limit in the own flow of a call is entered here before the
/// search, and the search holds the one lock: of the members of a cycle the last to enter finds it. Of a wait that a method awaits as a task it is known
/// only when the method has come to its await whether the call waits: it is looked at again when the method has given its thread back, and from time
/// to time. A cycle once there cannot dissolve by itself, so what the search reads from running actors without their locks can be old but not wrong:
/// the waiter that asks does not run on.
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
            if (!record.HoldsCall)
            {
                // What the call's own flow awaits now is looked at when that has given its thread back.
                if (record.Await is null || record.Frame.ExecutingThread != Environment.CurrentManagedThreadId)
                {
                    Watch(record);
                }

                return null;
            }

            var cycle = Find(record);
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

                Watch(record);
            }

            return null;
        }
    }

    /// <summary>Looks again at a wait, of which more may be known now.</summary>
    /// <returns>The error to end it with, or null; with an error the wait is not entered any more.</returns>
    public static CallCycleException? Recheck(WaitRecord record)
    {
        lock (s_gate)
        {
            if (!IsEntered(record) || !record.HoldsCall || Find(record) is not { } cycle)
            {
                return null;
            }

            Remove(record);
            return cycle;
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
        if (record.IsWatched)
        {
            record.IsWatched = false;
            record.Frame.Runtime.CycleWatch.Remove(record);
        }
    }

    private static void Watch(WaitRecord record)
    {
        if (!record.IsWatched && record.MayHoldCall)
        {
            record.IsWatched = true;
            record.Frame.Runtime.CycleWatch.Add(record);
        }
    }

    private static bool IsEntered(WaitRecord record) => record.Previous is not null || ReferenceEquals(record.Frame.Waits, record);

    private static CallCycleException? Find(WaitRecord start)
    {
        var path = new WaitGraph(start.Frame).PathBack();
        return path is null ? null : new CallCycleException(path);
    }
}
