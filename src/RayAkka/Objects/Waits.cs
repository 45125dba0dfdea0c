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
        if (Array.IndexOf(all, null) is >= 0 and var index)
        {
            throw new ArgumentException($"The ref at index {index} is null; pass only refs that calls or Ray.Put returned.", nameof(references));
        }

        return all;
    }

    /// <summary>Blocks until all are there, or one has failed.</summary>
    public static void BlockUntilAll(ObjectRef[] references, TimeSpan? timeout)
    {
        CheckTimeout(timeout);
        var pending = 0;
        foreach (var reference in references)
        {
            if (!reference.IsCompleted)
            {
                pending++;
            }
            else if (reference.IsFailed)
            {
                return;
            }
        }

        if (pending == 0)
        {
            return;
        }

        var waiter = new BlockingWaiter(pending, stopAtError: true);
        if (!Block(waiter, references, pending, references.Length, timeout))
        {
            throw TimedOut(references, timeout!.Value);
        }
    }

    /// <summary>Blocks until enough are there, or failed, or the time is over.</summary>
    public static void BlockUntilSome(ObjectRef[] references, int numReturns, TimeSpan? timeout)
    {
        var missing = CheckSome(references, numReturns, timeout);
        if (missing > 0)
        {
            Block(new BlockingWaiter(missing, stopAtError: false), references, int.MaxValue, numReturns, timeout);
        }
    }

    /// <summary>Checks the arguments of Wait and counts how many refs it must still wait for; 0 or less if none.</summary>
    public static int CheckSome(ObjectRef[] references, int numReturns, TimeSpan? timeout)
    {
        CheckTimeout(timeout);
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
        var ready = new TRef[numReturns];
        var rest = new TRef[references.Length];
        var readyCount = 0;
        var restCount = 0;
        foreach (var reference in references)
        {
            if (readyCount < numReturns && reference.IsCompleted)
            {
                ready[readyCount++] = reference;
            }
            else
            {
                rest[restCount++] = reference;
            }
        }

        Array.Resize(ref ready, readyCount);
        Array.Resize(ref rest, restCount);
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
        var missing = references.Where(reference => !reference.IsCompleted).ToArray();
        var names = string.Join(", ", missing.Take(3).Select(reference => reference.CallName));
        return new GetTimeoutException(
            $"{missing.Length} of {references.Length} objects were not there within {timeout} (first: {names}); wait longer or look at what they wait for.");
    }

    public static void CheckTimeout(TimeSpan? timeout)
    {
        if (timeout < TimeSpan.Zero)
        {
            throw new ArgumentException($"The timeout is {timeout}; it must be zero or more, or null for no limit.", nameof(timeout));
        }
    }

    private static bool Block(BlockingWaiter waiter, ObjectRef[] references, int register, int needed, TimeSpan? timeout)
    {
        foreach (var reference in references)
        {
            if (register == 0)
            {
                break;
            }

            // What was complete when the missing were counted is not counted again: only refs that were pending then count down.
            if (reference.TryAddWaiter(waiter))
            {
                register--;
            }
        }

        return true;
    }
}
