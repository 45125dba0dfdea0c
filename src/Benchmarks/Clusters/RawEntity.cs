using Akka.Actor;

namespace RayAkka.Benchmarks.Clusters;

/// <summary>The sharded entity that does by hand what the benchmark's actor does: it answers a number with a number.</summary>
internal sealed class RawEntity : UntypedActor
{
    protected override void OnReceive(object message)
    {
        if (message is RawCall call)
        {
            Sender.Tell(call.Value);
        }
    }
}
