using RayAkka.Cluster.Remoting;
using RayAkka.Wire;

namespace RayAkka.Cluster.Shells;

/// <summary>The incarnation has ended: its shell goes.</summary>
internal sealed record EndShell(ActorId Actor, int Incarnation) : IWireMessage
{
    public string Manifest => Manifests.EndShell;

    public void Write(WireWriter writer)
    {
        writer.Actor(Actor);
        writer.Int(Incarnation);
    }

    public static EndShell Read(WireReader reader) => new(reader.Actor(), reader.Int());
}
