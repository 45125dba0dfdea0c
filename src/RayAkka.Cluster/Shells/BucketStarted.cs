using RayAkka.Cluster.Remoting;
using RayAkka.Wire;

namespace RayAkka.Cluster.Shells;

/// <summary>The bucket is there.</summary>
internal sealed record BucketStarted(string Bucket, string EntityId) : IWireMessage
{
    public string Manifest => Manifests.BucketStarted;

    public void Write(WireWriter writer)
    {
        writer.String(Bucket);
        writer.String(EntityId);
    }

    public static BucketStarted Read(WireReader reader) => new(reader.Text(), reader.Text());
}
