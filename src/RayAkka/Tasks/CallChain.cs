using RayAkka.Execution;
using RayAkka.Wire;

namespace RayAkka.Tasks;

/// <summary>
/// The calls of reentrant actors from which a call comes, directly or through others: while one of them runs, the call may run in between on its actor. Only calls that come from
/// such an actor have one.
/// </summary>
/// <param name="Actor">The reentrant actor.</param>
/// <param name="Caller">Who called it: the number of that caller.</param>
/// <param name="Index">The index of that call in its caller.</param>
/// <param name="Outer">What that call comes from; null for nothing.</param>
internal sealed record CallChain(ActorId Actor, ulong Caller, long Index, CallChain? Outer)
{
    private const int SmallestLink = 25;

    /// <summary>That of a call which is made now in the frame; null if it has none.</summary>
    public static CallChain? Of(Frame frame)
    {
        var call = frame.CurrentCall;
        var outer = call?.Extras?.Chain;
        return frame.Cell is { Spec.IsReentrant: true } cell && call is { InstanceType: null, Caller: { } caller }
            ? new CallChain(cell.Id, caller.Root.Number, call.CallIndex, outer)
            : outer;
    }

    /// <summary>Whether the chain goes through this call of the actor.</summary>
    public bool Contains(ActorId actor, ObjectRef call)
    {
        for (var link = this; link is not null; link = link.Outer)
        {
            if (link.Actor == actor && link.Index == call.CallIndex && call.Caller is { } caller && caller.Root.Number == link.Caller)
            {
                return true;
            }
        }

        return false;
    }

    public static CallChain? Read(WireReader reader)
    {
        var links = new (ActorId Actor, ulong Caller, long Index)[reader.Count(SmallestLink)];
        for (var i = 0; i < links.Length; i++)
        {
            links[i] = (reader.Actor(), reader.Fixed64(), (long)reader.Varint());
        }

        CallChain? chain = null;
        for (var i = links.Length - 1; i >= 0; i--)
        {
            chain = new CallChain(links[i].Actor, links[i].Caller, links[i].Index, chain);
        }

        return chain;
    }

    public void Write(WireWriter writer)
    {
        var count = 0;
        for (var link = this; link is not null; link = link.Outer)
        {
            count++;
        }

        writer.Varint((ulong)count);
        for (var link = this; link is not null; link = link.Outer)
        {
            writer.Actor(link.Actor);
            writer.Fixed64(link.Caller);
            writer.Varint((ulong)link.Index);
        }
    }
}
