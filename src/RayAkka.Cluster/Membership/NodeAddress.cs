using Akka.Actor;
using Akka.Cluster;
using RayAkka.Wire;

namespace RayAkka.Cluster.Membership;

/// <summary>One run of a process at an address.</summary>
/// <param name="Address">The address of its actor system.</param>
/// <param name="Uid">The unique id that the actor system drew when it started.</param>
internal sealed record NodeAddress(Address Address, int Uid)
{
    /// <summary>How people know it.</summary>
    public string HostAndPort => $"{Address.Host}:{Address.Port}";

    public static NodeAddress Of(UniqueAddress address) => new(address.Address, address.Uid);

    public void Write(WireWriter writer)
    {
        writer.String(Address.ToString());
        writer.Int(Uid);
    }

    public static NodeAddress Read(WireReader reader)
    {
        var text = reader.Text();
        return ActorPath.TryParseAddress(text, out var address)
            ? new NodeAddress(address, reader.Int())
            : throw new WireFormatException($"'{text}' is no address.");
    }

    public override string ToString() => $"{Address}#{Uid}";
}
