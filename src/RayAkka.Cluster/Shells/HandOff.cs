using RayAkka.Cluster.Remoting;
using RayAkka.Wire;

namespace RayAkka.Cluster.Shells;

/// <summary>To a shell, from its shard: end now. Its bucket goes, or the shell itself asked for its end.</summary>
internal sealed record HandOff : IWireMessage
{
    public static HandOff Instance { get; } = new();

    public string Manifest => Manifests.HandOff;

    public void Write(WireWriter writer)
    {
    }
}
