using RayAkka.Cluster.Remoting;
using RayAkka.Wire;

namespace RayAkka.Cluster.Membership;

/// <summary>What the agents of two nodes tell each other first.</summary>
/// <param name="Protocol">The version of everything that the two would say to each other.</param>
/// <param name="From">The sending node.</param>
/// <param name="ToUid">The unique id of the address of the receiving one.</param>
/// <param name="Node">The <see cref="Engine.NodeHello"/> as bytes: they are proved before anything in them is read.</param>
/// <param name="DataHost">Where the sender takes data connections; empty if it takes none.</param>
/// <param name="DataPort">The port for them.</param>
/// <param name="Proof">That the sender knows the cluster's secret: see <see cref="ClusterSecret"/>.</param>
internal sealed record Hello(int Protocol, NodeAddress From, int ToUid, byte[] Node, string DataHost, int DataPort, byte[] Proof) : IWireMessage
{
    /// <summary>Changes with everything that another version could not read.</summary>
    public const int CurrentProtocol = 3;

    public string Manifest => Manifests.Hello;

    public void Write(WireWriter writer)
    {
        WriteProved(writer);
        writer.Bytes(Proof);
    }

    /// <summary>All that the proof is about.</summary>
    public void WriteProved(WireWriter writer)
    {
        writer.Int(Protocol);
        From.Write(writer);
        writer.Int(ToUid);
        writer.Bytes(Node);
        writer.String(DataHost);
        writer.Int(DataPort);
    }

    public static Hello Read(WireReader reader) => new(
        reader.Int(), NodeAddress.Read(reader), reader.Int(), reader.Bytes().ToArray(), reader.Text(), reader.Int(), reader.Bytes().ToArray());
}
