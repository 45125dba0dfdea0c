using RayAkka.Cluster.Remoting;
using RayAkka.Wire;

namespace RayAkka.Cluster.Shells;

/// <summary>No incarnation lives in that shell: it was never made, or has ended.</summary>
internal sealed record NoSuchActor(string Bucket, string EntityId) : IWireMessage
{
    public string Manifest => Manifests.NoSuchActor;

    public void Write(WireWriter writer)
    {
        writer.String(Bucket);
        writer.String(EntityId);
    }

    public static NoSuchActor Read(WireReader reader) => new(reader.Text(), reader.Text());
}
