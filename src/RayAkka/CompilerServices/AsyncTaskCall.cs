using System.ComponentModel;

namespace RayAkka.CompilerServices;

/// <summary>A call of a remote function that returns a task with a result. For generated code only.</summary>
/// <typeparam name="TResult">The task's result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AsyncTaskCall<TResult> : Invocation<TResult>
{
    /// <summary>Starts the function.</summary>
    protected abstract ValueTask<TResult> Invoke();
}
