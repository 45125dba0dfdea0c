using RayAkka.Cluster.Remoting;
using RayAkka.Wire;

namespace RayAkka.Cluster.Shells;

/// <summary>Make the shell of an incarnation. What is to live in it waits in the <see cref="ShellRegistry"/> of the node.</summary>
internal sealed record CreateShell(ActorId Actor, int Incarnation) : IWireMessage
{
    public string Manifest => Manifests.CreateShell;

    public void Write(WireWriter writer)
    {
        writer.Actor(Actor);
        writer.Int(Incarnation);
    }

    public static CreateShell Read(WireReader reader) => new(reader.Actor(), reader.Int());
}
