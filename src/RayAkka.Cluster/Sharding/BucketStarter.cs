using System.Globalization;
using Akka.Actor;
using RayAkka.Cluster.Shells;

namespace RayAkka.Cluster.Sharding;

/// <summary>
/// Starts the buckets of this node, so that no creation waits for a coordinator: it asks a shell of each until each has answered, then
/// completes and ends.
/// </summary>
internal sealed class BucketStarter : UntypedActor, IWithTimers
{
    private static readonly TimeSpan s_repeat = TimeSpan.FromMilliseconds(500);

    private readonly HashSet<string> _missing;
    private readonly IActorRef _region;
    private readonly TaskCompletionSource _done;

    public BucketStarter(IActorRef region, int buckets, int nodeUid, TaskCompletionSource done)
    {
        _region = region;
        _done = done;
        _missing = [.. Enumerable.Range(0, buckets).Select(index => new BucketId(index, nodeUid).ToString())];
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Ask();
        Timers.StartPeriodicTimer("repeat", Repeat.Instance, s_repeat);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case BucketStarted started:
                _missing.Remove(started.Bucket);
                if (_missing.Count == 0)
                {
                    _done.TrySetResult();
                    Context.Stop(Self);
                }

                break;
            case NotHere notHere:
                _done.TrySetException(new RayException(
                    $"The bucket {notHere.Bucket} of this node was started on another node; has a node of another version joined the cluster?"));
                Context.Stop(Self);
                break;
            case Repeat:
                Ask();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Ask()
    {
        foreach (var bucket in _missing)
        {
            _region.Tell(new ShellEnvelope(bucket, string.Create(CultureInfo.InvariantCulture, $"start-{bucket}"), StartBucket.Instance), Self);
        }
    }

    private sealed class Repeat : INoSerializationVerificationNeeded
    {
        public static Repeat Instance { get; } = new();
    }
}
