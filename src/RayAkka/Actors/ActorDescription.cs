using RayAkka.Wire;

namespace RayAkka.Actors;

/// <summary>What other processes must know of an actor to make a handle of it.</summary>
/// <param name="Id">The actor.</param>
/// <param name="Owner">The node that keeps its record: calls are sent there.</param>
/// <param name="ClassName">Its class, for people.</param>
/// <param name="TypeName">Its class, for the process that makes a handle of it.</param>
/// <param name="Name">Its name, if it has one.</param>
/// <param name="Namespace">Where its name counts.</param>
/// <param name="IsDetached">Whether it outlives its handles.</param>
/// <param name="MaxTaskRetries">How often a call that may have run is sent again; -1 for ever.</param>
/// <param name="Recovery">What it starts from when it is rebuilt.</param>
/// <param name="Limits">The limits of its calls, if it has any.</param>
internal sealed record ActorDescription(
    ActorId Id,
    NodeId Owner,
    string ClassName,
    string TypeName,
    string? Name,
    string Namespace,
    bool IsDetached,
    int MaxTaskRetries,
    ActorRecovery Recovery = ActorRecovery.Restart,
    ActorLimits? Limits = null)
{
    // Beside the recovery, since descriptions stand in journals too.
    private const byte HasLimits = 0x80;

    public void Write(WireWriter writer)
    {
        writer.Actor(Id);
        writer.Node(Owner);
        writer.String(ClassName);
        writer.String(TypeName);
        writer.String(Name);
        writer.String(Namespace);
        writer.Bool(IsDetached);
        writer.Int(MaxTaskRetries);
        writer.Byte((byte)((byte)Recovery | (Limits is null ? 0 : HasLimits)));
        if (Limits is not null)
        {
            ActorLimits.Write(Limits, writer);
        }
    }

    public static ActorDescription Read(WireReader reader)
    {
        var plain = new ActorDescription(
            reader.Actor(), reader.Node(), reader.Text(), reader.Text(), reader.String(), reader.Text(), reader.Bool(), reader.Int());
        var flags = reader.Byte();
        return plain with
        {
            Recovery = ActorSpec.ToRecovery((byte)(flags & ~HasLimits)),
            Limits = (flags & HasLimits) == 0 ? null : ActorLimits.Read(reader),
        };
    }
}
