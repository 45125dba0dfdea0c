using System.Runtime.CompilerServices;

namespace RayAkka.Wire;

/// <summary>Reads one object graph; see <see cref="GraphSession"/>.</summary>
internal class GraphReader(IWireContext outer) : GraphSession(outer)
{
    private readonly List<object?> _objects = [];
    private readonly Stack<(object Value, GraphPlan Plan)> _open = new();
    private readonly List<(GraphPlan Plan, object Value, object Parts)> _unbuilt = [];
    private long _promised;

    /// <summary>Reads the graph.</summary>
    /// <exception cref="WireFormatException">The bytes are not sound, or hold a type that is not allowed here.</exception>
    public object ReadGraph(WireReader reader)
    {
        try
        {
            var root = ReadReference<object>(reader) ?? throw new WireFormatException("An object is missing.");
            Drain(reader);
            return root;
        }
        catch (Exception e) when (e is not (WireFormatException or OutOfMemoryException))
        {
            // What a collection, a user's comparer or a type's own rules say of parts that do not fit.
            throw new WireFormatException($"A value cannot be put together: {e.Message}", e);
        }
    }

    public sealed override void WriteReference(WireWriter writer, object? value) => throw new InvalidOperationException("This graph is being read.");

    public sealed override T? ReadReference<T>(WireReader reader)
        where T : class
    {
        var number = reader.Varint();
        var value = number switch
        {
            NullReference => null,
            NewObject => ReadNew(reader),
            _ => Known(number - FirstKnown),
        };
        return value is null or T ? (T?)value : throw new WireFormatException($"An object is not a {typeof(T)}.");
    }

    /// <summary>Reads all bodies that are due and builds what waits for them.</summary>
    public void Drain(WireReader reader)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        while (_open.TryPop(out var due))
        {
            due.Plan.ReadBody(reader, due.Value, this);
        }

        // The latest met first, so that what a key holds is mostly ready before the key is hashed; those that look into their keys once more,
        // when all are there.
        for (var i = _unbuilt.Count - 1; i >= 0; i--)
        {
            _unbuilt[i].Plan.Build(_unbuilt[i].Value, _unbuilt[i].Parts);
        }

        for (var i = _unbuilt.Count - 1; i >= 0 && _unbuilt.Count > 1; i--)
        {
            if (_unbuilt[i].Plan.LooksIntoItems(_unbuilt[i].Parts))
            {
                _unbuilt[i].Plan.Build(_unbuilt[i].Value, _unbuilt[i].Parts);
            }
        }

        _unbuilt.Clear();
    }

    /// <summary>Asks for the plan's Build when all bodies are read.</summary>
    public void BuildLater(GraphPlan plan, object value, object parts) => _unbuilt.Add((plan, value, parts));

    /// <summary>
    /// Reads how many elements an array has that come in its body. Each takes at least a byte, and all that are still to come must fit in
    /// what is left: lengths cannot be made up to fill the memory.
    /// </summary>
    public int Promise(WireReader reader)
    {
        var count = reader.Count();
        _promised += count;
        return _promised <= reader.Left ? count : throw WireFormatException.Short();
    }

    /// <summary>The elements are being read.</summary>
    public void Keep(int count) => _promised -= count;

    /// <summary>Reads the type and the head of an object.</summary>
    protected virtual (GraphPlan Plan, object Value) ReadObject(WireReader reader)
    {
        var plan = GraphPlans.For(IncomingTypes.ReadValueType(reader, Types));
        return (plan, plan.ReadHead(reader, this));
    }

    private object ReadNew(WireReader reader)
    {
        var number = _objects.Count;
        _objects.Add(null);
        var (plan, value) = ReadObject(reader);
        _objects[number] = value;
        if (plan.HasBody)
        {
            _open.Push((value, plan));
        }

        return value;
    }

    private object Known(ulong number) => number < (ulong)_objects.Count && _objects[(int)number] is { } value
        ? value
        : throw new WireFormatException("An object refers to one that is not there yet.");
}
