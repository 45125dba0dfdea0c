using RayAkka.Execution;

namespace RayAkka.Streams;

/// <summary>
/// The producer's end of a stream: where a call, or the copy of one that came from another node, runs. It outlives the runs of that call, of which a later
/// one takes the place of an earlier.
/// </summary>
internal sealed class StreamOutlet<TItem>(IStreamSink<TItem> sink, StreamWindow window) : IStreamWay
{
    private readonly Lock _gate = new();
    private long _next = window.From;
    private long _limit = window.Limit;
    private bool _stopped;
    private StreamRun? _run;

    public bool IsFar => false;

    /// <summary>A run of the call begins; one that goes on is of no use any more.</summary>
    public StreamRun Begin(Frame frame)
    {
        StreamRun? stale;
        var run = new StreamRun(frame);
        bool stopped;
        lock (_gate)
        {
            stale = _run;
            _run = run;
            run.Raise(_limit);
            stopped = _stopped;
        }

        stale?.Stop();
        if (stopped)
        {
            run.Stop();
        }

        run.Link();
        return run;
    }

    /// <summary>What a reader that has more than was known here lacks.</summary>
    public void Skip(long from)
    {
        lock (_gate)
        {
            _next = Math.Max(_next, from);
        }
    }

    public void Demand(long limit)
    {
        StreamRun? run;
        lock (_gate)
        {
            if (limit <= _limit)
            {
                return;
            }

            _limit = limit;
            run = _run;
        }

        run?.Raise(limit);
    }

    public void Stop()
    {
        StreamRun? run;
        lock (_gate)
        {
            _stopped = true;
            run = _run;
        }

        run?.Stop();
    }

    /// <summary>Whether the item is wanted: one that an earlier run has made is not.</summary>
    public bool IsWanted(long index)
    {
        lock (_gate)
        {
            return index == _next;
        }
    }

    public void Put(long index, ObjectRef<TItem> item)
    {
        lock (_gate)
        {
            if (index != _next || _stopped)
            {
                return;
            }

            // Under the lock, which keeps two runs apart: the order on the way is that of the indexes.
            sink.Accept(index, item);
            _next++;
        }
    }
}
