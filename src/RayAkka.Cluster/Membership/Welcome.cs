using RayAkka.Cluster.Remoting;
using RayAkka.Wire;

namespace RayAkka.Cluster.Membership;

/// <summary>The sender has accepted the receiver's <see cref="Hello"/>.</summary>
internal sealed record Welcome(NodeAddress From, int ToUid) : IWireMessage
{
    public string Manifest => Manifests.Welcome;

    public void Write(WireWriter writer)
    {
        From.Write(writer);
        writer.Int(ToUid);
    }

    public static Welcome Read(WireReader reader) => new(NodeAddress.Read(reader), reader.Int());
}
