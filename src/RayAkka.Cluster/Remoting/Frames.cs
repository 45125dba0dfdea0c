using RayAkka.Engine;
using RayAkka.Wire;

namespace RayAkka.Cluster.Remoting;

/// <summary>Envelopes from one node to another, as many as were waiting.</summary>
/// <param name="From">The sending node.</param>
/// <param name="To">The receiving node: what is meant for an earlier process at the same address is dropped.</param>
/// <param name="Envelopes">The envelopes, each with a frame or none.</param>
internal sealed record Frames(NodeId From, NodeId To, IReadOnlyList<Envelope> Envelopes) : IWireMessage
{
    /// <summary>What an envelope takes at most besides its frame: three numbers.</summary>
    public const int EnvelopeOverhead = 30;

    public string Manifest => Manifests.Frames;

    public void Write(WireWriter writer)
    {
        writer.Node(From);
        writer.Node(To);
        writer.Varint((ulong)Envelopes.Count);
        foreach (var envelope in Envelopes)
        {
            var frame = (byte[]?)envelope.Message;
            writer.Varint((ulong)envelope.Number);
            writer.Varint((ulong)envelope.Acknowledged);
            writer.Varint(frame is null ? 0 : (ulong)frame.Length + 1);
            writer.Raw(frame);
        }
    }

    public static Frames Read(WireReader reader)
    {
        var from = reader.Node();
        var to = reader.Node();
        var envelopes = new Envelope[reader.Count(3)];
        for (var i = 0; i < envelopes.Length; i++)
        {
            var number = (long)reader.Varint();
            var acknowledged = (long)reader.Varint();
            var length = reader.Varint();
            if (length > (ulong)reader.Left + 1)
            {
                throw WireFormatException.Short();
            }

            envelopes[i] = new Envelope(number, acknowledged, length == 0 ? null : reader.Raw((int)length - 1).ToArray());
        }

        return new Frames(from, to, envelopes);
    }
}
