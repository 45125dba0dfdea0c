using System.ComponentModel;

namespace RayAkka.CompilerServices;

/// <summary>A call of a remote function that returns a task without a result. For generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AsyncVoidTaskCall : Invocation<Nothing>
{
    /// <summary>Starts the function.</summary>
    protected abstract ValueTask Invoke();
}
