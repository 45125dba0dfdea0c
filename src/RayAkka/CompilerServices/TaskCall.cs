using System.ComponentModel;

namespace RayAkka.CompilerServices;

/// <summary>A call of a remote function that returns a value at once. For generated code only.</summary>
/// <typeparam name="TResult">The function's result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TaskCall<TResult> : Invocation<TResult>
{
    /// <summary>Runs the function.</summary>
    protected abstract TResult Invoke();
}
