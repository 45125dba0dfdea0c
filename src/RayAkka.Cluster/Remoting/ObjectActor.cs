using Akka.Actor;
using RayAkka.Engine;

namespace RayAkka.Cluster.Remoting;

/// <summary>
/// Moves the bytes of objects over Akka.Remote where there is no data connection: the reader's side (<see cref="Transfer"/>) and the
/// holder's, which keeps an object open until the reader says that it is done, or has not asked for a while.
/// </summary>
internal sealed class ObjectActor(NodeId self, Func<ulong, ObjectSource?> open) : UntypedActor, IWithTimers
{
    /// <summary>The actor's name under /user.</summary>
    public const string Name = "rayakka-objects";

    private const int TicksUntilForgotten = 60;
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<ulong, Transfer> _transfers = [];
    private readonly Dictionary<(NodeId Reader, ulong Transfer), OpenSource> _open = [];
    private ulong _last;

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Timers.StartPeriodicTimer("tick", Tick.Instance, s_tick);

    protected override void PostStop()
    {
        foreach (var transfer in _transfers.Values)
        {
            transfer.Fetch.Done.TrySetException(new ObjectLostException("The object cannot be fetched: this node has left the cluster."));
        }
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Fetch fetch:
                Start(fetch);
                break;
            case StopFetch stop:
                Stop(stop);
                break;
            case ObjectAsk ask:
                Answer(ask);
                break;
            case ObjectPart part when _transfers.TryGetValue(part.Transfer, out var transfer):
                Take(transfer, part);
                break;
            case ObjectMissing missing when _transfers.TryGetValue(missing.Transfer, out var transfer):
                Fail(transfer, new ObjectLostException($"Node {transfer.Fetch.Holder} does not have the object any more."));
                break;
            case ObjectDone done:
                _open.Remove((done.From, done.Transfer));
                break;
            case NodeId gone:
                Forget(gone);
                break;
            case Tick:
                OnTick();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Start(Fetch fetch)
    {
        var transfer = new Transfer(++_last, fetch);
        _transfers.Add(transfer.Id, transfer);
        Ask(transfer, transfer.Ask());
    }

    private void Stop(StopFetch stop)
    {
        foreach (var transfer in _transfers.Values.Where(transfer => transfer.Fetch.Done == stop.Done).ToArray())
        {
            End(transfer);
        }

        stop.Done.TrySetCanceled(stop.Token);
    }

    private void Take(Transfer transfer, ObjectPart part)
    {
        try
        {
            transfer.Take(part);
        }
        catch (Exception exception)
        {
            Fail(transfer, exception);
            return;
        }

        if (transfer.IsComplete)
        {
            End(transfer);
            transfer.Fetch.Done.TrySetResult();
        }
        else
        {
            Ask(transfer, transfer.Ask());
        }
    }

    private void Fail(Transfer transfer, Exception exception)
    {
        End(transfer);
        transfer.Fetch.Done.TrySetException(exception);
    }

    private void End(Transfer transfer)
    {
        _transfers.Remove(transfer.Id);
        transfer.Fetch.HolderActor.Tell(new ObjectDone(self, transfer.Id), Self);
    }

    private void Ask(Transfer transfer, IEnumerable<(long Offset, int Count)> pieces)
    {
        foreach (var (offset, count) in pieces)
        {
            transfer.Fetch.HolderActor.Tell(new ObjectAsk(self, transfer.Id, transfer.Fetch.Number, offset, count), Self);
        }
    }

    private void Answer(ObjectAsk ask)
    {
        if (!_open.TryGetValue((ask.From, ask.Transfer), out var source))
        {
            if (open(ask.Number) is not { } opened)
            {
                Sender.Tell(new ObjectMissing(ask.Transfer));
                return;
            }

            _open[(ask.From, ask.Transfer)] = source = new OpenSource(opened);
        }

        source.IdleTicks = 0;
        var bytes = source.Object.Bytes;
        if (ask.Offset <= bytes.Length && ask.Count is > 0 and <= Transfer.PieceBytes)
        {
            var piece = bytes.Slice((int)ask.Offset, (int)Math.Min(ask.Count, bytes.Length - ask.Offset));
            Sender.Tell(new ObjectPart(ask.Transfer, ask.Offset == 0 ? source.Object.Header : [], bytes.Length, ask.Offset, piece));
        }
    }

    private void Forget(NodeId gone)
    {
        foreach (var transfer in _transfers.Values.Where(transfer => transfer.Fetch.Holder == gone).ToArray())
        {
            Fail(transfer, new ObjectLostException($"The object is lost: node {gone}, which held it, is gone."));
        }

        foreach (var key in _open.Keys.Where(key => key.Reader == gone).ToArray())
        {
            _open.Remove(key);
        }
    }

    private void OnTick()
    {
        foreach (var transfer in _transfers.Values)
        {
            Ask(transfer, transfer.AskAgain());
        }

        foreach (var (key, source) in _open)
        {
            if (++source.IdleTicks > TicksUntilForgotten)
            {
                _open.Remove(key);
            }
        }
    }

    private sealed class OpenSource(ObjectSource source)
    {
        public ObjectSource Object { get; } = source;

        public int IdleTicks { get; set; }
    }

    private sealed class Tick : INoSerializationVerificationNeeded
    {
        public static Tick Instance { get; } = new();
    }
}
