namespace RayAkka.Util;

/// <summary>
/// Hands work to whichever of some actors is free. Ray's <c>ray.util.ActorPool</c>, with two differences that its users asked for: an actor is given its
/// next work as soon as it has done the last, not when somebody reads the result; and <c>Map</c> gives the results of its own values only,
/// whatever was submitted before.
/// </summary>
/// <remarks>
/// Invariants: an actor is idle, or runs one submission, or was taken out by <see cref="PopIdle"/>; while submissions wait, no actor is idle; a
/// submission's result is given out once. The object belongs to who made it and is not passed to remote calls; its members may be called from
/// several threads.
/// </remarks>
/// <typeparam name="TActor">The remote class.</typeparam>
public sealed partial class ActorPool<TActor>
    where TActor : class
{
    private readonly Lock _gate = new();
    private readonly Queue<ActorHandle<TActor>> _idle = [];
    private readonly HashSet<ActorHandle> _members = [];
    private readonly Queue<PoolWork<TActor>> _waiting = [];
    private readonly LinkedList<PoolWork<TActor>> _results = [];

    /// <summary>Makes a pool.</summary>
    /// <param name="actors">The actors, each once; they must not be used otherwise while the pool works.</param>
    /// <exception cref="ArgumentException">An actor stands there twice.</exception>
    public ActorPool(IEnumerable<ActorHandle<TActor>> actors)
    {
        ArgumentNullException.ThrowIfNull(actors);
        foreach (var actor in actors)
        {
            Push(actor);
        }
    }

    /// <summary>Whether an actor is idle and no work waits.</summary>
    public bool HasFree
    {
        get
        {
            lock (_gate)
            {
                return _idle.Count > 0;
            }
        }
    }

    /// <summary>Whether there is a result, or will be one, that was not given out.</summary>
    public bool HasNext
    {
        get
        {
            lock (_gate)
            {
                return _results.Count > 0;
            }
        }
    }

    /// <summary>Gives work to an idle actor, or keeps it until one is.</summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="call">Calls the actor: <c>(actor, value) =&gt; actor.Work.Remote(value)</c>.</param>
    /// <param name="value">The value.</param>
    public void Submit<TValue, TResult>(Func<ActorHandle<TActor>, TValue, ObjectRef<TResult>> call, TValue value)
    {
        ArgumentNullException.ThrowIfNull(call);
        Enter(new PoolWork<TActor>(actor => call(actor, value)), isKept: true);
    }

    /// <summary>The next result in the order of submission; blocks until it is there.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="timeout">The time limit. Default null: none.</param>
    /// <param name="ignoreIfTimedOut">Whether the work whose time is over is given up, its result never to be given out; else it stays the next.</param>
    /// <exception cref="InvalidOperationException">There is no work whose result was not given out.</exception>
    /// <exception cref="GetTimeoutException">The result was not there in time.</exception>
    /// <exception cref="RayException">The call failed.</exception>
    public TResult GetNext<TResult>(TimeSpan? timeout = null, bool ignoreIfTimedOut = false) =>
        Blocking(GetNextAsync<TResult>(timeout, ignoreIfTimedOut));

    /// <summary>Like <see cref="GetNext{TResult}"/>, without blocking.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="timeout">The time limit. Default null: none.</param>
    /// <param name="ignoreIfTimedOut">Whether the work whose time is over is given up.</param>
    /// <param name="cancellationToken">Ends the wait; the work stays the next.</param>
    /// <exception cref="InvalidOperationException">There is no work whose result was not given out.</exception>
    /// <exception cref="GetTimeoutException">The result was not there in time.</exception>
    public async Task<TResult> GetNextAsync<TResult>(TimeSpan? timeout = null, bool ignoreIfTimedOut = false, CancellationToken cancellationToken = default)
    {
        var work = First() ?? throw Nothing();
        if (!await InTimeAsync(work.Done, timeout, cancellationToken).ConfigureAwait(true))
        {
            if (ignoreIfTimedOut)
            {
                Take(work);
            }

            throw TimedOut(timeout!.Value);
        }

        Take(work);
        return await work.ResultAsync<TResult>().ConfigureAwait(true);
    }

    /// <summary>Any result that is there, the first to come if none is; blocks until one is.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="timeout">The time limit. Default null: none.</param>
    /// <exception cref="InvalidOperationException">There is no work whose result was not given out.</exception>
    /// <exception cref="GetTimeoutException">No result was there in time.</exception>
    /// <exception cref="RayException">The call failed.</exception>
    public TResult GetNextUnordered<TResult>(TimeSpan? timeout = null) => Blocking(GetNextUnorderedAsync<TResult>(timeout));

    /// <summary>Like <see cref="GetNextUnordered{TResult}"/>, without blocking.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="timeout">The time limit. Default null: none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">There is no work whose result was not given out.</exception>
    /// <exception cref="GetTimeoutException">No result was there in time.</exception>
    public async Task<TResult> GetNextUnorderedAsync<TResult>(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        PoolWork<TActor>[] all;
        lock (_gate)
        {
            all = [.. _results];
        }

        if (all.Length == 0)
        {
            throw Nothing();
        }

        var first = Task.WhenAny(all.Select(static work => work.Done));
        if (!await InTimeAsync(first, timeout, cancellationToken).ConfigureAwait(true))
        {
            throw TimedOut(timeout!.Value);
        }

        var done = Array.Find(all, static work => work.Done.IsCompleted)!;
        Take(done);
        return await done.ResultAsync<TResult>().ConfigureAwait(true);
    }

    /// <summary>Adds an actor.</summary>
    /// <param name="actor">The actor.</param>
    /// <exception cref="ArgumentException">The actor is in the pool already.</exception>
    public void Push(ActorHandle<TActor> actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        lock (_gate)
        {
            if (!_members.Add(actor))
            {
                throw new ArgumentException($"{actor} is in the pool already; push each actor once.", nameof(actor));
            }
        }

        OnFree(actor);
    }

    /// <summary>Takes an idle actor out of the pool; null if none is idle.</summary>
    public ActorHandle<TActor>? PopIdle()
    {
        lock (_gate)
        {
            if (!_idle.TryDequeue(out var actor))
            {
                return null;
            }

            _members.Remove(actor);
            return actor;
        }
    }

    private static InvalidOperationException Nothing() => new("The pool has no result left to give; submit work first, and ask HasNext.");

    private static GetTimeoutException TimedOut(TimeSpan timeout) =>
        new($"The pool had no result within {timeout}; wait longer, or ask HasNext and try again.");

    private static T Blocking<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static async Task<bool> InTimeAsync(Task task, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (timeout < TimeSpan.Zero)
        {
            throw new ArgumentException($"The timeout is {timeout}; it must be zero or more.", nameof(timeout));
        }

        try
        {
            await task.WaitAsync(timeout ?? Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(true);
            return true;
        }
        catch (TimeoutException)
        {
            return task.IsCompleted;
        }
    }

    private void Enter(PoolWork<TActor> work, bool isKept)
    {
        ActorHandle<TActor>? actor;
        lock (_gate)
        {
            if (isKept)
            {
                _results.AddLast(work);
            }

            if (!_idle.TryDequeue(out actor))
            {
                _waiting.Enqueue(work);
            }
        }

        if (actor is not null)
        {
            Start(work, actor);
        }
    }

    private void Start(PoolWork<TActor> work, ActorHandle<TActor> actor) => _ = RunAsync(work, actor);

    private async Task RunAsync(PoolWork<TActor> work, ActorHandle<TActor> actor)
    {
        // In the caller's own flow, if it has one: a deterministic actor may hold a pool.
        await work.RunAsync(actor).ConfigureAwait(true);
        OnFree(actor);
        work.Complete();
    }

    private void OnFree(ActorHandle<TActor> actor)
    {
        PoolWork<TActor>? next;
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out next))
            {
                _idle.Enqueue(actor);
            }
        }

        if (next is not null)
        {
            Start(next, actor);
        }
    }

    private PoolWork<TActor>? First()
    {
        lock (_gate)
        {
            return _results.First?.Value;
        }
    }

    private void Take(PoolWork<TActor> work)
    {
        lock (_gate)
        {
            if (!_results.Remove(work))
            {
                throw new InvalidOperationException("Another reader has taken that result; let one reader at a time ask the pool.");
            }
        }
    }
}
