using RayAkka.Execution;
using RayAkka.Isolation;
using RayAkka.Objects;
using RayAkka.Recovery;

namespace RayAkka;

public static partial class Ray
{
    /// <summary>
    /// Stores an object and returns a ref to it. The object is copied unless it is immutable. If the store is full, others are written to disk
    /// first; see <see cref="RayOptions.ObjectStoreMemory"/>.
    /// </summary>
    /// <typeparam name="T">The object's type.</typeparam>
    /// <param name="value">The object.</param>
    /// <param name="copies">
    /// On how many nodes the object is kept, this process included; default 1, as in Ray, where an object is lost with the process that put it. With
    /// more it outlives that process, for those who have a ref to it then, as long as a node with a copy lives. If the cluster has fewer nodes there are as many copies as
    /// nodes; a driver's own is one beside them. The call returns when the copies are there. They are not made anew when a node is lost. It
    /// makes a difference for what stays where it was put: arrays of plain values of 100 KiB or more. All other objects travel with each ref to them; and in one
    /// process all nodes have the same memory.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="copies"/> is less than 1.</exception>
    /// <exception cref="ObjectStoreFullException">The object is larger than the store, or nothing in it can leave memory.</exception>
    /// <exception cref="OutOfDiskException">The store is full, and the disk too.</exception>
    /// <exception cref="ArgumentException">The object cannot be passed to another actor; the message names the member and what to do.</exception>
    public static ObjectRef<T> Put<T>(T value, int copies = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(copies, 1);
        var runtime = RayRuntime.Require();
        var owned = Isolate.Copy(value, out var bytes);
        if (bytes >= ObjectRef.LargeFrom)
        {
            runtime.Store.Take(bytes);
        }

        var put = new PutRef<T>(runtime, runtime.WireCheck is { } wire ? wire.Pass(owned) : owned, bytes);
        if (copies > 1 && runtime.IsCluster)
        {
            runtime.Copies.Spread(put, copies - 1);
        }

        return put;
    }

    /// <summary>Waits for an object, blocking the thread, and returns it; throws what the remote call threw.</summary>
    /// <typeparam name="T">The object's type.</typeparam>
    /// <param name="reference">The ref.</param>
    /// <param name="timeout">The time limit. Default null: none.</param>
    /// <exception cref="RayTaskException">The remote code threw.</exception>
    /// <exception cref="RayActorException">The actor has died, or is being rebuilt.</exception>
    /// <exception cref="CallCycleException">Waiting without a limit would close a circle of calls that wait for each other.</exception>
    /// <exception cref="GetTimeoutException">The object was not there in time.</exception>
    public static T Get<T>(ObjectRef<T> reference, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (!reference.IsReadable)
        {
            Waits.BlockUntilAll([reference], timeout);
        }

        return reference.Read();
    }

    /// <summary>Waits for the end of a call without a result, blocking the thread; throws what it threw.</summary>
    /// <param name="reference">The ref.</param>
    /// <param name="timeout">The time limit. Default null: none.</param>
    /// <exception cref="RayTaskException">The remote code threw.</exception>
    /// <exception cref="RayActorException">The actor has died, or is being rebuilt.</exception>
    /// <exception cref="CallCycleException">Waiting without a limit would close a circle of calls that wait for each other.</exception>
    /// <exception cref="GetTimeoutException">The call did not end in time.</exception>
    public static void Get(ObjectRef reference, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (!reference.IsReadable)
        {
            Waits.BlockUntilAll([reference], timeout);
        }

        reference.ThrowIfFailed();
    }

    /// <summary>Waits for several objects, blocking the thread, and returns them in the order of the refs; throws the first error.</summary>
    /// <typeparam name="T">The objects' type.</typeparam>
    /// <param name="references">The refs; a ref may stand there twice.</param>
    /// <param name="timeout">The time limit for all together. Default null: none.</param>
    /// <exception cref="RayTaskException">The remote code threw.</exception>
    /// <exception cref="RayActorException">The actor has died, or is being rebuilt.</exception>
    /// <exception cref="CallCycleException">Waiting without a limit would close a circle of calls that wait for each other.</exception>
    /// <exception cref="GetTimeoutException">Not all objects were there in time.</exception>
    public static IReadOnlyList<T> Get<T>(IEnumerable<ObjectRef<T>> references, TimeSpan? timeout = null)
    {
        var all = Waits.ToArray(references);
        Waits.BlockUntilAll(all, timeout);
        return Waits.ReadAll(all);
    }

    /// <summary>Waits for the end of several calls, blocking the thread; throws the first error.</summary>
    /// <param name="references">The refs.</param>
    /// <param name="timeout">The time limit for all together. Default null: none.</param>
    /// <exception cref="RayTaskException">The remote code threw.</exception>
    /// <exception cref="RayActorException">The actor has died, or is being rebuilt.</exception>
    /// <exception cref="CallCycleException">Waiting without a limit would close a circle of calls that wait for each other.</exception>
    /// <exception cref="GetTimeoutException">Not all calls ended in time.</exception>
    public static void Get(IEnumerable<ObjectRef> references, TimeSpan? timeout = null)
    {
        var all = Waits.ToArray(references);
        Waits.BlockUntilAll(all, timeout);
        foreach (var reference in all)
        {
            reference.ThrowIfFailed();
        }
    }

    /// <summary>Like <see cref="Get{T}(ObjectRef{T}, TimeSpan?)"/>, without blocking.</summary>
    /// <typeparam name="T">The object's type.</typeparam>
    /// <param name="reference">The ref.</param>
    /// <param name="timeout">The time limit. Default null: none.</param>
    /// <param name="cancellationToken">Ends the wait, not the call.</param>
    /// <exception cref="RayTaskException">The remote code threw.</exception>
    /// <exception cref="RayActorException">The actor has died, or is being rebuilt.</exception>
    /// <exception cref="CallCycleException">Waiting without a limit would close a circle of calls that wait for each other.</exception>
    /// <exception cref="GetTimeoutException">The object was not there in time.</exception>
    public static async Task<T> GetAsync<T>(ObjectRef<T> reference, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        await AsyncWaiter.UntilAllAsync([reference], timeout, cancellationToken).ConfigureAwait(ReplaySession.KeepsContext);
        return reference.Read();
    }

    /// <summary>Like <see cref="Get{T}(IEnumerable{ObjectRef{T}}, TimeSpan?)"/>, without blocking.</summary>
    /// <typeparam name="T">The objects' type.</typeparam>
    /// <param name="references">The refs; a ref may stand there twice.</param>
    /// <param name="timeout">The time limit for all together. Default null: none.</param>
    /// <param name="cancellationToken">Ends the wait, not the calls.</param>
    /// <exception cref="RayTaskException">The remote code threw.</exception>
    /// <exception cref="RayActorException">The actor has died, or is being rebuilt.</exception>
    /// <exception cref="CallCycleException">Waiting without a limit would close a circle of calls that wait for each other.</exception>
    /// <exception cref="GetTimeoutException">Not all objects were there in time.</exception>
    public static async Task<IReadOnlyList<T>> GetAsync<T>(
        IEnumerable<ObjectRef<T>> references, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var all = Waits.ToArray(references);
        await AsyncWaiter.UntilAllAsync(all, timeout, cancellationToken).ConfigureAwait(ReplaySession.KeepsContext);
        return Waits.ReadAll(all);
    }

    /// <summary>
    /// Reads a stored array without copying it: the memory must not be written to. For arrays of plain values that are too large to copy.
    /// </summary>
    /// <typeparam name="T">The element type; one that contains no references.</typeparam>
    /// <param name="reference">The ref.</param>
    /// <param name="timeout">The time limit. Default null: none.</param>
    /// <exception cref="RayTaskException">The remote code threw.</exception>
    /// <exception cref="RayActorException">The actor has died, or is being rebuilt.</exception>
    /// <exception cref="CallCycleException">Waiting without a limit would close a circle of calls that wait for each other.</exception>
    /// <exception cref="GetTimeoutException">The array was not there in time.</exception>
    public static ReadOnlyMemory<T> GetReadOnlyMemory<T>(ObjectRef<T[]> reference, TimeSpan? timeout = null)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (!reference.IsReadable)
        {
            Waits.BlockUntilAll([reference], timeout);
        }

        return reference.Stored;
    }

    /// <summary>
    /// Waits, blocking the thread, until some of the objects are there, or failed. Ready holds at most <paramref name="numReturns"/> refs, both
    /// lists are in the order of the input.
    /// </summary>
    /// <typeparam name="T">The objects' type.</typeparam>
    /// <param name="references">The refs, each once.</param>
    /// <param name="numReturns">How many to wait for. Default 1.</param>
    /// <param name="timeout">The time limit; after it Ready holds what is there. Default null: none.</param>
    /// <exception cref="ArgumentException"><paramref name="numReturns"/> is not between 1 and the number of refs, or a ref stands there twice.</exception>
    /// <exception cref="CallCycleException">Waiting without a limit would close a circle of calls that wait for each other.</exception>
    public static WaitResult<T> Wait<T>(IEnumerable<ObjectRef<T>> references, int numReturns = 1, TimeSpan? timeout = null)
    {
        var all = Waits.ToArray(references);
        Waits.BlockUntilSome(all, numReturns, timeout);
        return Waits.Split<ObjectRef<T>, WaitResult<T>>(all, numReturns, static (ready, rest) => new WaitResult<T>(ready, rest));
    }

    /// <summary>Like <see cref="Wait{T}(IEnumerable{ObjectRef{T}}, int, TimeSpan?)"/>, for refs of different types.</summary>
    /// <param name="references">The refs, each once.</param>
    /// <param name="numReturns">How many to wait for. Default 1.</param>
    /// <param name="timeout">The time limit; after it Ready holds what is there. Default null: none.</param>
    /// <exception cref="ArgumentException"><paramref name="numReturns"/> is not between 1 and the number of refs, or a ref stands there twice.</exception>
    /// <exception cref="CallCycleException">Waiting without a limit would close a circle of calls that wait for each other.</exception>
    public static WaitResult Wait(IEnumerable<ObjectRef> references, int numReturns = 1, TimeSpan? timeout = null)
    {
        var all = Waits.ToArray(references);
        Waits.BlockUntilSome(all, numReturns, timeout);
        return Waits.Split<ObjectRef, WaitResult>(all, numReturns, static (ready, rest) => new WaitResult(ready, rest));
    }

    /// <summary>Like <see cref="Wait{T}(IEnumerable{ObjectRef{T}}, int, TimeSpan?)"/>, without blocking.</summary>
    /// <typeparam name="T">The objects' type.</typeparam>
    /// <param name="references">The refs, each once.</param>
    /// <param name="numReturns">How many to wait for. Default 1.</param>
    /// <param name="timeout">The time limit; after it Ready holds what is there. Default null: none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException"><paramref name="numReturns"/> is not between 1 and the number of refs, or a ref stands there twice.</exception>
    /// <exception cref="CallCycleException">Waiting without a limit would close a circle of calls that wait for each other.</exception>
    public static async Task<WaitResult<T>> WaitAsync<T>(
        IEnumerable<ObjectRef<T>> references, int numReturns = 1, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var all = Waits.ToArray(references);
        await AsyncWaiter.UntilSomeAsync(all, numReturns, timeout, cancellationToken).ConfigureAwait(ReplaySession.KeepsContext);
        return Waits.Split<ObjectRef<T>, WaitResult<T>>(all, numReturns, static (ready, rest) => new WaitResult<T>(ready, rest));
    }

    /// <summary>Like <see cref="Wait(IEnumerable{ObjectRef}, int, TimeSpan?)"/>, without blocking.</summary>
    /// <param name="references">The refs, each once.</param>
    /// <param name="numReturns">How many to wait for. Default 1.</param>
    /// <param name="timeout">The time limit; after it Ready holds what is there. Default null: none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException"><paramref name="numReturns"/> is not between 1 and the number of refs, or a ref stands there twice.</exception>
    /// <exception cref="CallCycleException">Waiting without a limit would close a circle of calls that wait for each other.</exception>
    public static async Task<WaitResult> WaitAsync(
        IEnumerable<ObjectRef> references, int numReturns = 1, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var all = Waits.ToArray(references);
        await AsyncWaiter.UntilSomeAsync(all, numReturns, timeout, cancellationToken).ConfigureAwait(ReplaySession.KeepsContext);
        return Waits.Split<ObjectRef, WaitResult>(all, numReturns, static (ready, rest) => new WaitResult(ready, rest));
    }
}
