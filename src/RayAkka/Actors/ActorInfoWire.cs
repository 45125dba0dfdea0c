using RayAkka.Wire;

namespace RayAkka.Actors;

/// <summary>An <see cref="ActorInfo"/> as it stands in a message.</summary>
internal static class ActorInfoWire
{
    /// <summary>The fewest bytes that one takes.</summary>
    public const int Smallest = 70;

    public static void Write(WireWriter writer, ActorInfo info)
    {
        writer.Actor(info.ActorId);
        writer.String(info.ClassName);
        writer.String(info.Name);
        writer.String(info.Namespace);
        writer.Bool(info.IsDetached);
        writer.Byte((byte)info.State);
        writer.Node(info.NodeId);
        writer.Int(info.Restarts);
        writer.Node(info.OwnerNodeId);
        writer.Actor(info.OwnerActorId);
        writer.Bool(info.Cause is not null);
        if (info.Cause is { } cause)
        {
            writer.Byte((byte)cause);
            writer.String(info.Reason);
        }
    }

    public static ActorInfo Read(WireReader reader)
    {
        var info = new ActorInfo
        {
            ActorId = reader.Actor(),
            ClassName = reader.Text(),
            Name = reader.String(),
            Namespace = reader.Text(),
            IsDetached = reader.Bool(),
            State = ReadState(reader),
            NodeId = reader.Node(),
            Restarts = reader.Int(),
            OwnerNodeId = reader.Node(),
            OwnerActorId = reader.Actor(),
        };
        return reader.Bool() ? info with { Cause = ReadCause(reader), Reason = reader.String() } : info;
    }

    public static ActorState ReadState(WireReader reader) =>
        (ActorState)reader.Byte() is var state && Enum.IsDefined(state) ? state : throw new WireFormatException("An actor is in an unknown state.");

    public static ActorDeathCause ReadCause(WireReader reader) =>
        (ActorDeathCause)reader.Byte() is var cause && Enum.IsDefined(cause) ? cause : throw new WireFormatException("An actor was lost for an unknown cause.");
}
