using RayAkka.Wire;

namespace RayAkka.Cycles;

/// <summary>Names a node of the graph of waits the same way in every process.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="High">Of a call and of a run the caller's number; of an actor and of an object's owner the first half of the id.</param>
/// <param name="Low">Of a call and of a run the index; of an actor the second half of the id; of an object its number.</param>
internal readonly record struct WaitKey(WaitKeyKind Kind, ulong High, ulong Low)
{
    public static WaitKey Read(WireReader reader) => new((WaitKeyKind)reader.Byte(), reader.Fixed64(), reader.Fixed64());

    public static WaitKey OfCall(ObjectRef call) => new(WaitKeyKind.Call, call.Caller?.Root.Number ?? 0, (ulong)call.CallIndex);

    /// <summary>The run of a call: what its code does, as opposed to its result.</summary>
    public static WaitKey OfRun(ObjectRef call) => OfCall(call) with { Kind = WaitKeyKind.Run };

    public static WaitKey OfActor(ActorId actor) => new(WaitKeyKind.Actor, actor.High, actor.Low);

    public static WaitKey OfObject(NodeId owner, ulong number) => new(WaitKeyKind.Object, owner.High, number);

    public void Write(WireWriter writer)
    {
        writer.Byte((byte)Kind);
        writer.Fixed64(High);
        writer.Fixed64(Low);
    }
}
