using System.ComponentModel;

namespace RayAkka.CompilerServices;

/// <summary>A call of an actor's method that returns nothing. For generated code only.</summary>
/// <typeparam name="TActor">The remote class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class VoidActorCall<TActor> : Invocation<Nothing>
    where TActor : class
{
    /// <summary>Runs the method.</summary>
    /// <param name="actor">The actor's object.</param>
    protected abstract void Invoke(TActor actor);
}
