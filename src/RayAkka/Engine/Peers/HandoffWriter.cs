using RayAkka.Handoff;
using RayAkka.Wire;

namespace RayAkka.Engine.Peers;

/// <summary>Writes the messages between processes that are about whose an actor is.</summary>
internal static class HandoffWriter
{
    /// <summary>Writes a message; false if it is none of these.</summary>
    public static bool TryWrite(WireWriter w, object message)
    {
        switch (message)
        {
            case Bequeath m:
                w.Byte((byte)MessageKind.Bequeath);
                m.Testament.Write(w);
                return true;

            case BequestChanged m:
                Actor(w, MessageKind.BequestChanged, m.Actor);
                w.Varint(m.Epoch);
                w.Int(m.Restarts);
                w.Bool(m.HasBegun);
                return true;

            case BequestEnded m:
                Actor(w, MessageKind.BequestEnded, m.Actor);
                return true;

            case ActorAdopted m:
                w.Byte((byte)MessageKind.ActorAdopted);
                m.About.Write(w);
                w.Node(m.Former);
                w.Varint(m.Epoch);
                return true;

            case CellFound m:
                Actor(w, MessageKind.CellFound, m.Actor);
                w.Varint(m.Epoch);
                w.Int(m.Incarnation);
                w.Int(m.Restarts);
                w.Bool(m.HasBegun);
                return true;

            case AttachActor m:
                w.Byte((byte)MessageKind.AttachActor);
                w.Varint((ulong)m.Route);
                w.Actor(m.Actor);
                w.Int(m.Incarnation);
                return true;

            case ProvideCreation m:
                Actor(w, MessageKind.ProvideCreation, m.Actor);
                w.Bytes(m.Creation);
                return true;

            default:
                return false;
        }
    }

    private static void Actor(WireWriter w, MessageKind kind, ActorId actor)
    {
        w.Byte((byte)kind);
        w.Actor(actor);
    }
}
