using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>For objects that mean nothing in another process.</summary>
internal sealed class RefusedGraphPlan(Type type) : GraphPlan(type)
{
    public override bool HasBody => false;

    public override void WriteHead(WireWriter writer, object value, GraphWriter graph) => throw new ArgumentException(
        Refusals.Of(Type)?.Describe("An object in the value", Type)
            ?? $"An object of {TypeNames.Full(Type)} means nothing in another process; pass what it is made from instead.");

    public override object ReadHead(WireReader reader, GraphReader graph) => throw TypeGate.Refused(TypeNames.Full(Type));
}
