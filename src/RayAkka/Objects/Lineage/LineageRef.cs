namespace RayAkka.Objects.Lineage;

/// <summary>
/// Stands for a large argument in a call that is kept only to be run again. It does not keep the object: that is there as long as somebody else
/// wants it, and else it is computed again, too.
/// </summary>
internal sealed class LineageRef(ObjectRef reference, TaskLineage? source) : ObjectRef<object?>
{
    private readonly WeakReference<ObjectRef> _reference = new(reference);

    public ObjectRef? Reference => _reference.TryGetTarget(out var reference) ? reference : null;

    /// <summary>How the argument is computed; null if it was no task's result, or may not run again.</summary>
    public TaskLineage? Source => source;

    internal override string CallName { get; } = reference.CallName;
}
