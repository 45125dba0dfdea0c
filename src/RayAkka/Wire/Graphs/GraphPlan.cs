namespace RayAkka.Wire;

/// <summary>How objects of one run-time type are written; see <see cref="GraphSession"/>. One object a type, without state.</summary>
/// <param name="type">The type that the reader is told.</param>
internal abstract class GraphPlan(Type type)
{
    public Type Type { get; } = type;

    /// <summary>Whether anything follows the head.</summary>
    public virtual bool HasBody => true;

    public virtual void WriteHead(WireWriter writer, object value, GraphWriter graph)
    {
    }

    /// <summary>Makes the object, of which others may hold references from now on.</summary>
    public abstract object ReadHead(WireReader reader, GraphReader graph);

    public virtual void WriteBody(WireWriter writer, object value, GraphWriter graph)
    {
    }

    public virtual void ReadBody(WireReader reader, object value, GraphReader graph)
    {
    }

    /// <summary>Completes the object of parts whose bodies are all read; may be asked twice.</summary>
    public virtual void Build(object value, object parts)
    {
    }

    /// <summary>Whether Build may see more in the parts than what they are.</summary>
    public virtual bool LooksIntoItems(object parts) => false;
}
