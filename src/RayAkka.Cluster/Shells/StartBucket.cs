using RayAkka.Cluster.Remoting;
using RayAkka.Wire;

namespace RayAkka.Cluster.Shells;

/// <summary>To any shell of a bucket: say that the bucket is there.</summary>
internal sealed record StartBucket : IWireMessage
{
    public static StartBucket Instance { get; } = new();

    public string Manifest => Manifests.StartBucket;

    public void Write(WireWriter writer)
    {
    }

    public static StartBucket Read(WireReader reader) => Instance;
}
