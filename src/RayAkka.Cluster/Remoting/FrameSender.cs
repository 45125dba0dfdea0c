using Akka.Actor;
using RayAkka.Engine;
using Envelope = RayAkka.Engine.Envelope;

namespace RayAkka.Cluster.Remoting;

/// <summary>
/// Sends envelopes to one peer over Akka.Remote. What has come into its mailbox since it last sent goes as one message, so that batches grow
/// with the load and nothing waits when there is none; frames that are too large for a message are cut.
/// </summary>
internal sealed class FrameSender(NodeId from, NodeId to, ICanTell receiver) : UntypedActor
{
    /// <summary>How large a message may be: Akka.Remote drops what exceeds 128,000 bytes, its own envelope included.</summary>
    public const int MostBytes = 96 * 1024;

    private List<Envelope> _batch = [];
    private int _bytes;
    private ulong _series;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Envelope envelope:
                Add(envelope);
                break;
            case Flush:
                Send();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Add(Envelope envelope)
    {
        var length = ((byte[]?)envelope.Message)?.Length ?? 0;
        if (length > MostBytes)
        {
            Send();
            Cut(envelope, (byte[])envelope.Message!);
            return;
        }

        if (_bytes + length + Frames.EnvelopeOverhead > MostBytes)
        {
            Send();
        }

        if (_batch.Count == 0)
        {
            // Comes behind everything that is in the mailbox now.
            Self.Tell(Flush.Instance);
        }

        _batch.Add(envelope);
        _bytes += length + Frames.EnvelopeOverhead;
    }

    private void Send()
    {
        if (_batch.Count > 0)
        {
            receiver.Tell(new Frames(from, to, _batch), Self);
            _batch = [];
            _bytes = 0;
        }
    }

    private void Cut(Envelope envelope, byte[] frame)
    {
        var series = ++_series;
        for (var offset = 0; offset < frame.Length; offset += MostBytes)
        {
            var piece = new ArraySegment<byte>(frame, offset, Math.Min(MostBytes, frame.Length - offset));
            receiver.Tell(new FramePart(from, to, series, offset, frame.Length, envelope.Number, envelope.Acknowledged, piece), Self);
        }
    }

    private sealed class Flush : INoSerializationVerificationNeeded
    {
        public static Flush Instance { get; } = new();
    }
}
