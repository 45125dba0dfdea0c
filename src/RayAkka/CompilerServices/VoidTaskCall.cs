using System.ComponentModel;

namespace RayAkka.CompilerServices;

/// <summary>A call of a remote function that returns nothing. For generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class VoidTaskCall : Invocation<Nothing>
{
    /// <summary>Runs the function.</summary>
    protected abstract void Invoke();
}
