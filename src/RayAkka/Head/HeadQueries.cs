using System.Diagnostics;
using RayAkka.Execution;

namespace RayAkka.Head;

/// <summary>
/// Questions to the head. Each is asked once of every head in turn until one answers; its number is new, so a late answer of an old head
/// finds nobody. Who waits gives up after a limit. The gate of the link guards it.
/// </summary>
internal sealed class HeadQueries(HeadLink link, TimeProvider time)
{
    private readonly Dictionary<ulong, OpenQuery> _open = [];
    private ulong _number;
    private bool _closed;

    /// <summary>How long a question waits for its answer.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(10);

    /// <summary>How many wait; under the gate.</summary>
    public int Count => _open.Count;

    /// <summary>Asks and goes on.</summary>
    /// <param name="make">Makes the question with the number that it gets.</param>
    /// <param name="onAnswer">Called with the answer, under the gate; the flag says that nobody waits for it any more.</param>
    /// <exception cref="RayException">The session is over.</exception>
    public OpenQuery Start(Func<ulong, HeadQuery> make, Action<HeadAnswer, bool>? onAnswer = null)
    {
        lock (link.Gate)
        {
            if (_closed)
            {
                throw Closed();
            }

            var query = new OpenQuery(make(++_number), onAnswer ?? (static (_, _) => { }));
            _open.Add(_number, query);
            link.Send(query.Message);
            link.OnWaiting();
            return query;
        }
    }

    /// <summary>Asks and waits for the answer.</summary>
    /// <param name="make">Makes the question with the number that it gets.</param>
    /// <param name="what">What is asked for, for the error.</param>
    /// <param name="onAnswer">Called with the answer, under the gate; the flag says that nobody waits for it any more.</param>
    /// <exception cref="RayException">There was no answer within <see cref="Limit"/>.</exception>
    /// <exception cref="InvalidOperationException">The thread is the one that would bring the answer.</exception>
    public TAnswer Ask<TAnswer>(Func<ulong, HeadQuery> make, string what, Action<HeadAnswer, bool>? onAnswer = null)
        where TAnswer : HeadAnswer
    {
        if (Delivery.IsOn)
        {
            throw new InvalidOperationException($"This thread delivers messages and cannot wait for {what}; ask on a thread of the pool.");
        }

        var query = Start(make, onAnswer);
        using (time.CreateTimer(_ => Abandon(query), state: null, Limit, Timeout.InfiniteTimeSpan))
        {
            var isWorker = WorkerPool.EnterBlocked();
            try
            {
                query.Over.Wait();
            }
            finally
            {
                if (isWorker)
                {
                    WorkerPool.ExitBlocked();
                }
            }
        }

        return query.Answer switch
        {
            TAnswer answer => answer,
            null => throw (query.IsAbandoned ? TimedOut(what) : Closed()),
            var other => throw new UnreachableException($"{query.Message.Kind} was answered with {other.Kind}."),
        };
    }

    public void OnAnswer(NodeId from, HeadAnswer answer)
    {
        lock (link.Gate)
        {
            if (link.Head == from && _open.Remove(answer.Number, out var query))
            {
                query.OnAnswer(answer, query.IsAbandoned);
                query.Answer = query.IsAbandoned ? null : answer;
                query.Over.Set();
            }
        }
    }

    /// <summary>Under the gate, behind the report to a new head.</summary>
    public void AskAgain()
    {
        foreach (var (number, query) in _open)
        {
            if (query.IsAbandoned)
            {
                // The head that may have carried it out is gone, and the report says nothing of it.
                _open.Remove(number);
            }
            else
            {
                link.Send(query.Message);
            }
        }
    }

    public void Close()
    {
        lock (link.Gate)
        {
            _closed = true;
            foreach (var query in _open.Values)
            {
                query.Over.Set();
            }

            _open.Clear();
        }
    }

    /// <summary>Nobody waits for the answer any more; it is still seen to when it comes.</summary>
    public void Abandon(OpenQuery query)
    {
        lock (link.Gate)
        {
            if (query.Answer is null)
            {
                query.IsAbandoned = true;
                query.Over.Set();
            }
        }
    }

    private static RayException Closed() => new("Ray was shut down while the cluster's books were asked; call Ray.Init() to start again.");

    private RayException TimedOut(string what)
    {
        lock (link.Gate)
        {
            var why = link.HasHead
                ? $"the node {link.Head}, which keeps the cluster's books, has not answered"
                : "no node has been elected to keep the cluster's books";
            return new RayException($"The question for {what} had no answer within {Limit.TotalSeconds} s: {why}; look at its log and at the members of the cluster.");
        }
    }
}
