using Akka.Actor;
using RayAkka.Cluster.Diagnostics;
using RayAkka.Engine;
using Envelope = RayAkka.Engine.Envelope;

namespace RayAkka.Cluster.Remoting;

/// <summary>Takes the envelopes that come over Akka.Remote.</summary>
internal sealed class FrameReceiver(NodeId self, Action<NodeId, Envelope> deliver, ClusterLog log) : UntypedActor
{
    /// <summary>The actor's name under /user.</summary>
    public const string Name = "rayakka-frames";

    private readonly Dictionary<NodeId, FrameAssembly> _assemblies = [];

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Frames frames when frames.To == self:
                foreach (var envelope in frames.Envelopes)
                {
                    Deliver(frames.From, envelope);
                }

                break;
            case FramePart part when part.To == self:
                if (AssemblyOf(part.From).Add(part) is { } whole)
                {
                    Deliver(part.From, whole);
                }

                break;
            case NodeId gone:
                _assemblies.Remove(gone);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Deliver(NodeId from, Envelope envelope)
    {
        try
        {
            deliver(from, envelope);
        }
        catch (Exception exception)
        {
            // The frame is not acknowledged by that; what else comes from that node, and from others, must not suffer.
            log.HandlerFailed(from.ToString(), exception);
        }
    }

    private FrameAssembly AssemblyOf(NodeId from)
    {
        if (!_assemblies.TryGetValue(from, out var assembly))
        {
            _assemblies[from] = assembly = new FrameAssembly();
        }

        return assembly;
    }
}
