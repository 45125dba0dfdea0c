using System.ComponentModel;

namespace RayAkka.CompilerServices;

/// <summary>What the generator knows of a method or function: one static object each. For generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CallDescriptor
{
    /// <summary>Describes a method of a remote class.</summary>
    /// <param name="name">The name in traces and errors: <c>Class.Method</c>.</param>
    public CallDescriptor(string name) => Name = name;

    /// <summary>The name in traces and errors.</summary>
    public string Name { get; }

    /// <summary>The options of a task that is submitted without any; made once.</summary>
    internal Tasks.TaskSpec DefaultSpec => field ??= Tasks.TaskSpec.From(this, null);

    /// <summary>Functions: whether a result was large enough for the object store; how long it takes to make one is then of interest.</summary>
    internal bool HasLargeResults { get; set; }

    /// <summary>Methods: the values of the method's attribute; null if it has none.</summary>
    public CallOptions? MethodOptions { get; init; }

    /// <summary>Functions: the values of the function's attribute; null if it sets none.</summary>
    public TaskOptions? TaskOptions { get; init; }
}
