using System.ComponentModel;

namespace RayAkka.CompilerServices;

/// <summary>A call of an actor's method that returns a value at once. For generated code only.</summary>
/// <typeparam name="TActor">The remote class.</typeparam>
/// <typeparam name="TResult">The method's result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ActorCall<TActor, TResult> : Invocation<TResult>
    where TActor : class
{
    /// <summary>Runs the method.</summary>
    /// <param name="actor">The actor's object.</param>
    protected abstract TResult Invoke(TActor actor);
}
