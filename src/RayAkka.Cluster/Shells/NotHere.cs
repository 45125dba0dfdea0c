using RayAkka.Cluster.Remoting;
using RayAkka.Wire;

namespace RayAkka.Cluster.Shells;

/// <summary>The bucket of that shell belongs to another node, or to one that is gone: ask the directory again.</summary>
internal sealed record NotHere(string Bucket, string EntityId) : IWireMessage
{
    public string Manifest => Manifests.NotHere;

    public void Write(WireWriter writer)
    {
        writer.String(Bucket);
        writer.String(EntityId);
    }

    public static NotHere Read(WireReader reader) => new(reader.Text(), reader.Text());
}
