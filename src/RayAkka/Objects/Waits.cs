using RayAkka.Execution;

namespace RayAkka.Objects;

/// <summary>The blocking waits of Get and Wait, and what their async forms share with them.</summary>
internal static class Waits
{
    private static int s_epoch;

    public static TRef[] ToArray<TRef>(IEnumerable<TRef> references)
        where TRef : ObjectRef
    {
        ArgumentNullException.ThrowIfNull(references);
        var all = references is TRef[] array ? array : references.ToArray();
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i] is null)
            {
                throw new ArgumentException($"The ref at index {i} is null; pass only refs that calls or Ray.Put returned.", nameof(references));
            }
        }

        return all;
    }

    /// <summary>Blocks until all are there, or one has failed.</summary>
    public static void BlockUntilAll(ObjectRef[] references, TimeSpan? timeout)
    {
        timeout = CheckTimeout(timeout);
        foreach (var reference in references)
        {
            // The thread blocks anyway: no other need read for it.
            reference.ReadBackNow();
        }

        if (!AllThere(references) && !Block(references, references.Length, stopAtError: true, timeout))
        {
            throw TimedOut(references, timeout!.Value);
        }
    }

    /// <summary>Blocks until an object that had left memory is back, or lost. That is no wait of the code that reads it.</summary>
    public static void BringBack(ObjectRef reference)
    {
        reference.ReadBackNow();
        if (!reference.IsHere)
        {
            BlockHere([reference], 1, stopAtError: true, null);
        }
    }

    /// <summary>Blocks until enough are there, or failed, or the time is over.</summary>
    public static void BlockUntilSome(ObjectRef[] references, int numReturns, TimeSpan? timeout)
    {
        timeout = CheckTimeout(timeout);
        if (CheckSome(references, numReturns) > 0)
        {
            Block(references, numReturns, stopAtError: false, timeout);
        }
    }

    /// <summary>Whether all are there, or one has failed, so that there is nothing to wait for.</summary>
    public static bool AllThere(ObjectRef[] references)
    {
        foreach (var reference in references)
        {
            if (!reference.IsReadable)
            {
                return Array.Exists(references, other => other.IsFailed);
            }

            if (reference.IsFailed)
            {
                return true;
            }
        }

        return true;
    }

    /// <summary>Registers a waiter on all refs that are not there; tells it of those that are.</summary>
    public static void Register(RefWaiter waiter, ObjectRef[] references)
    {
        foreach (var reference in references)
        {
            if (!reference.TryAddWaiter(waiter))
            {
                waiter.OnCompleted(reference);
            }
        }
    }

    /// <summary>Checks the arguments of Wait and counts how many refs it must still wait for; 0 or less if none.</summary>
    public static int CheckSome(ObjectRef[] references, int numReturns)
    {
        if (numReturns < 1 || numReturns > references.Length)
        {
            throw new ArgumentException(
                $"numReturns is {numReturns}; it must be between 1 and the number of refs, which is {references.Length}.", nameof(numReturns));
        }

        var epoch = Interlocked.Increment(ref s_epoch);
        var missing = numReturns;
        foreach (var reference in references)
        {
            if (!reference.MarkForWait(epoch))
            {
                throw new ArgumentException($"{reference} stands twice in the list given to Wait; pass each ref once.", nameof(references));
            }

            if (reference.IsCompleted)
            {
                missing--;
            }
        }

        return missing;
    }

    public static TResult Split<TRef, TResult>(TRef[] references, int numReturns, Func<TRef[], TRef[], TResult> make)
        where TRef : ObjectRef
    {
        // Counted first, so that the arrays have the right size at once; a ref that completes in between stays with the rest.
        var last = -1;
        var count = 0;
        for (var i = 0; i < references.Length && count < numReturns; i++)
        {
            if (references[i].IsCompleted)
            {
                last = i;
                count++;
            }
        }

        var ready = new TRef[count];
        var rest = new TRef[references.Length - count];
        var readyCount = 0;
        var restCount = 0;
        for (var i = 0; i <= last; i++)
        {
            var reference = references[i];
            if (readyCount < count && reference.IsCompleted)
            {
                ready[readyCount++] = reference;
            }
            else
            {
                rest[restCount++] = reference;
            }
        }

        references.AsSpan(last + 1).CopyTo(rest.AsSpan(restCount));
        return make(ready, rest);
    }

    public static T[] ReadAll<T>(ObjectRef<T>[] references)
    {
        // An error anywhere goes before the values: another ref may not be there yet.
        foreach (var reference in references)
        {
            if (reference.IsFailed)
            {
                reference.ThrowIfFailed();
            }
        }

        var values = new T[references.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = references[i].Read();
        }

        return values;
    }

    public static GetTimeoutException TimedOut(ObjectRef[] references, TimeSpan timeout)
    {
        var missing = references.Where(reference => !reference.IsHere).ToArray();
        var names = string.Join(", ", missing.Take(3).Select(reference => reference.CallName));
        return new GetTimeoutException(
            $"{missing.Length} of {references.Length} objects were not there within {timeout} (first: {names}); wait longer or look at what they wait for.");
    }

    /// <summary>Checks a time limit; an endless one becomes null.</summary>
    public static TimeSpan? CheckTimeout(TimeSpan? timeout)
    {
        timeout = Tasks.OptionRules.NoneIfEndless(timeout);
        if (timeout < TimeSpan.Zero)
        {
            throw new ArgumentException($"The timeout is {timeout}; it must be zero or more, or null for no limit.", nameof(timeout));
        }

        return timeout;
    }

    /// <summary>
    /// Looks for a while whether the refs complete one after the other, without registering on any: from the last to the first, since calls
    /// mostly complete in the order in which they were made.
    /// </summary>
    /// <returns>Whether all are there, or one has failed.</returns>
    private static bool SpinUntilAll(ObjectRef[] references)
    {
        const int MaxIdleRounds = 60;
        var idle = 0;
        for (var i = references.Length - 1; i >= 0;)
        {
            var reference = references[i];
            if (reference.IsHere)
            {
                if (reference.IsFailed)
                {
                    return true;
                }

                i--;
                idle = 0;
                continue;
            }

            if (++idle > MaxIdleRounds || WorkerPool.IsWanted)
            {
                return false;
            }

            Thread.SpinWait(8);
        }

        return true;
    }

    public static OperationCanceledException Lost() =>
        new("The wait was ended because the actor or task that waits was killed, or its node lost; leave the method.");

    private static bool Block(ObjectRef[] references, int needed, bool stopAtError, TimeSpan? timeout)
    {
        if (Frame.Current?.Replay is { } replay)
        {
            return replay.Block(references, needed, stopAtError, timeout);
        }

        return BlockHere(references, needed, stopAtError, timeout);
    }

    private static bool BlockHere(ObjectRef[] references, int needed, bool stopAtError, TimeSpan? timeout)
    {
        // What a worker queued for itself may be the very call that it waits for.
        WorkerPool.ShareOwnItem();
        if (stopAtError && timeout is null && SpinUntilAll(references))
        {
            return true;
        }

        var waiter = new BlockingWaiter(needed, stopAtError);
        Register(waiter, references);
        if (waiter.IsDone)
        {
            return true;
        }

        var frame = Frame.Current;
        var runtime = references[0].Runtime ?? RayRuntime.Require();
        WaitRecord? record = null;
        var turns = TurnContext.OfThisThread;
        turns?.GiveUp();
        try
        {
            return waiter.Wait(timeout, runtime.Time, frame, timeout is null ? EnterWait : null);
        }
        finally
        {
            waiter.Abandon();
            if (record is not null)
            {
                CycleDetector.Leave(record);
            }

            turns?.TakeBack();
        }

        void EnterWait()
        {
            // A thread that the call's code started is not the call: what it waits for holds up nobody.
            var isOwnFlow = frame is not null && frame.ExecutingThread == Environment.CurrentManagedThreadId;
            var wait = new WaitRecord(frame ?? runtime.Driver, references, needed, isOwnFlow ? null : waiter) { End = waiter.EndAsLost, EndWith = waiter.EndWith };
            if (CycleDetector.Enter(wait) is { } cycle)
            {
                throw cycle;
            }

            record = wait;
            if (wait.Frame.IsLost)
            {
                waiter.EndAsLost();
            }
        }
    }
}
