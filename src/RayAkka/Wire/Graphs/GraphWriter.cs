using System.Runtime.CompilerServices;

namespace RayAkka.Wire;

/// <summary>Writes one object graph; see <see cref="GraphSession"/>.</summary>
internal class GraphWriter(IWireContext outer) : GraphSession(outer)
{
    private readonly Dictionary<object, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<(object Value, GraphPlan Plan)> _open = new();

    /// <summary>Writes the graph.</summary>
    /// <exception cref="ArgumentException">Something in it may not travel.</exception>
    public void WriteGraph(WireWriter writer, object root)
    {
        try
        {
            WriteReference(writer, root);
            Drain(writer);
        }
        catch (InsufficientExecutionStackException e)
        {
            throw new ArgumentException("The value cannot travel: frozen collections or exceptions are nested too deeply in it; make it flatter.", e);
        }
    }

    public sealed override void WriteReference(WireWriter writer, object? value)
    {
        if (value is null)
        {
            writer.Varint(NullReference);
            return;
        }

        if (_numbers.TryGetValue(value, out var number))
        {
            writer.Varint((ulong)number + FirstKnown);
            return;
        }

        _numbers.Add(value, _numbers.Count);
        writer.Varint(NewObject);
        var plan = GraphPlans.Of(value);
        if (plan is not RefusedGraphPlan)
        {
            Types.RequireOutgoing(plan.Type);
        }

        WriteObject(writer, value, plan);
        if (plan.HasBody)
        {
            _open.Push((value, plan));
        }
    }

    public sealed override T? ReadReference<T>(WireReader reader)
        where T : class => throw new InvalidOperationException("This graph is being written.");

    /// <summary>Writes all bodies that are due, for what must be complete before the reader goes on.</summary>
    public void Drain(WireWriter writer)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        while (_open.TryPop(out var due))
        {
            due.Plan.WriteBody(writer, due.Value, this);
        }
    }

    /// <summary>Writes the type and the head of an object.</summary>
    protected virtual void WriteObject(WireWriter writer, object value, GraphPlan plan)
    {
        OutgoingTypes.Write(writer, plan.Type);
        plan.WriteHead(writer, value, this);
    }
}
