using RayAkka.Engine;
using RayAkka.Objects;
using RayAkka.Objects.Lineage;
using RayAkka.Tasks;

namespace RayAkka.Streams;

/// <summary>
/// The reader's end of a stream, and the protocol of streams.
/// </summary>
/// <remarks>
/// <para>
/// A call that streams is a call like any other: it is ordered, sent, retried, given back and timed out as such, holds its actor's turn, and its own ref
/// completes with the number of items when the method has ended, or fails. Beside it items travel from who runs the call to who made it, and demand
/// the other way. All that is special about it stands in four objects: this one, which is where the call was made and lives as long as the call;
/// the <see cref="StreamOutlet{TItem}"/>, which is where a copy of the call runs; a <see cref="StreamRun"/> for each run; and the user's
/// <see cref="ObjectRefStream{T}"/>, which nothing of the runtime refers to, so that a stream that the user has dropped is found by its finalizer.
/// </para>
/// <para>
/// Invariants. (1) Items have indexes from 0. This end takes the item with the index that it lacks next and no other, so the reader sees each
/// index once, in order, whatever runs again: after a crash, or an exception that is retried, the method runs from its start, and the items that are here
/// already are neither sent nor taken. Two runs at a time (a lost node's code cannot be stopped) may fill the same stream; each index is
/// still that of one of them. (2) Items come before the end: a producer passes its last item on before it completes the call, and a connection keeps
/// that order. So when the call is complete and nothing is queued here, the stream is at its end; if the call has failed its error comes as one
/// last item that fails, behind the good ones. (3) Demand is a number that only grows: the index before which the producer must stand still, which is what the
/// reader has taken plus the read-ahead. It is read anew whenever the call is sent, and told in between; what comes twice, late or out of order changes nothing.
/// Inside a process each take tells it. Between nodes it is told for a quarter of the read-ahead at a time, and at once where a producer
/// stands still as far as is known here, so that it always comes to stand at the reader plus the read-ahead. (4) The reader stops
/// at most once, by disposing the enumerator or the stream, or by dropping the stream. Then the call is complete (so a queued one never
/// runs, a task that waits for a place asks for none any more, and no retry is made), what is queued here goes, and the producer is told: its token
/// fires, its enumerator is disposed when it next yields or ends, and the turn is over. Because a stop may cross a call on its way, whoever has sent one looks here again. (5) A process that is gone, and a route that
/// is left, stop what they read: else a producer would stand still for ever.
/// </para>
/// <para>
/// While a producer stands still its task's CPU is given back, as in any wait. Large items stay where they were made, in the object store of that
/// node, and are fetched by whoever reads them, as other results do. One of a task's that is lost with that node is computed again, see <see cref="KeptStream"/>.
/// </para>
/// <para>
/// Not exact, and therefore refused, is a stream of an actor that is replayed, and one read by such an actor: how far a reader had come when it stopped
/// stands in no journal. A task that is retried starts the streams anew that it reads: such calls have no name over all attempts.
/// </para>
/// <para>
/// Locks: this one's is innermost; it is taken under those of routes, and nothing is told with it held.
/// </para>
/// </remarks>
internal sealed class StreamInbox<TItem>(ObjectRef<long> call, int readAhead, long from = 0) : RefWaiter, IStreamSink<TItem>
{
    private readonly Lock _gate = new();
    private readonly Queue<ObjectRef<TItem>> _items = new();
    private IStreamWay? _way;
    private StreamSignal? _signal;
    private KeptStream? _kept;
    private long _received = from;
    private long _taken = from;
    private long _told;
    private bool _stopped;
    private bool _ended;

    public ObjectRef<long> Call => call;

    public StreamWindow Window
    {
        get
        {
            lock (_gate)
            {
                return new StreamWindow(_received, Limit);
            }
        }
    }

    private long Limit => readAhead < 0 ? long.MaxValue : _taken + readAhead;

    private long Batch => _way is { IsFar: true } ? Math.Max(1, readAhead / 4) : 1;

    /// <summary>The call goes this way now.</summary>
    public StreamWindow OnSending(IStreamWay way)
    {
        lock (_gate)
        {
            _way = way;
            _told = Limit;
            return new StreamWindow(_received, _told);
        }
    }

    /// <summary>The call was sent, or its run begins: if it was ended meanwhile, as when the reader has stopped, that is told again.</summary>
    public void OnSent()
    {
        IStreamWay? way;
        lock (_gate)
        {
            way = _stopped || call.IsCompleted ? _way : null;
        }

        way?.Stop();
    }

    /// <summary>An item has come from another node.</summary>
    public void OnItem(long index, ICallOutcome outcome)
    {
        // Read also if nobody wants it: what was lent with it goes back when it is collected.
        var item = new StreamItem<TItem>(call.Runtime!, call.CallName, index, call.IsTask);
        outcome.ApplyTo(item);
        if (item.Location is RemoteValue)
        {
            _kept ??= call.Runtime!.Lineage.Keep(call);
            _kept?.Add(item, index);
        }

        Accept(index, item);
    }

    public void Accept(long index, ObjectRef<TItem> item)
    {
        StreamSignal? signal;
        IStreamWay? way = null;
        var limit = 0L;
        lock (_gate)
        {
            if (_stopped || _ended || index != _received)
            {
                return;
            }

            _items.Enqueue(item);
            _received++;
            signal = _signal;
            _signal = null;
            if (_received == _told && Limit is var owed && owed > _told)
            {
                _told = limit = owed;
                way = _way;
            }
        }

        signal?.TrySetOwned(default);
        way?.Demand(limit);
    }

    /// <summary>The call is complete.</summary>
    public override void OnCompleted(ObjectRef reference)
    {
        StreamSignal? signal;
        lock (_gate)
        {
            signal = _signal;
            _signal = null;
        }

        signal?.TrySetOwned(default);
    }

    /// <summary>Like <see cref="TryTake(out ObjectRef{TItem})"/>, and the reader stops with it.</summary>
    public bool TryTakeLast(out ObjectRef<TItem>? item)
    {
        var isThere = TryTake(out item, isLast: true);
        if (isThere)
        {
            Stop();
        }

        return isThere;
    }

    /// <summary>Takes what is next: an item, or null at the end. False if that is not known yet.</summary>
    public bool TryTake(out ObjectRef<TItem>? item) => TryTake(out item, isLast: false);

    /// <summary>What completes when there is something to take; null if there is.</summary>
    public StreamSignal? Signal()
    {
        lock (_gate)
        {
            return _items.Count > 0 || _stopped || call.IsCompleted ? null : _signal ??= new StreamSignal(call);
        }
    }

    /// <summary>The reader stops. The call is complete then, unless it was: with the number of items that the reader has taken.</summary>
    public void Stop()
    {
        IStreamWay? way;
        StreamSignal? signal;
        lock (_gate)
        {
            if (_stopped)
            {
                return;
            }

            _stopped = true;
            _items.Clear();
            way = _way;
            signal = _signal;
            _signal = null;
        }

        signal?.TrySetOwned(default);
        var actor = call.Actor;
        if (!call.TrySetOwned(_taken))
        {
            return;
        }

        Cancellation.ReleaseUnstarted(call, actor);
        if (actor is not null && call.Caller is { HasGates: true } caller)
        {
            caller.Root.Gates.Advance(actor);
        }

        way?.Stop();

        // Behind the completion, whose fence a task passes too that asks for a place: one of the two sees the other.
        call.Extras?.Request?.TryWithdraw();
    }

    private bool TryTake(out ObjectRef<TItem>? item, bool isLast)
    {
        IStreamWay? way = null;
        var limit = 0L;
        lock (_gate)
        {
            if (_items.TryDequeue(out item))
            {
                _taken++;
                limit = Limit;
                if (isLast)
                {
                    // No other is wanted.
                }
                else if (limit - _told >= Batch || (_received == _told && limit > _told))
                {
                    _told = limit;
                    way = _way;
                }
            }
            else if (_stopped || _ended)
            {
                return true;
            }
            else if (!call.IsCompleted)
            {
                return false;
            }
            else
            {
                _ended = true;
                item = call.IsFailed ? Failed() : null;
            }
        }

        way?.Demand(limit);
        return true;
    }

    private StreamItem<TItem> Failed()
    {
        var item = new StreamItem<TItem>(call.Runtime!, call.CallName, _taken, call.IsTask);
        item.TryFail(call.Error);
        return item;
    }
}
