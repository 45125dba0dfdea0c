using System.ComponentModel;

namespace RayAkka.CompilerServices;

/// <summary>A call of an actor's method that returns a task with a result. For generated code only.</summary>
/// <typeparam name="TActor">The remote class.</typeparam>
/// <typeparam name="TResult">The task's result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AsyncActorCall<TActor, TResult> : Invocation<TResult>
    where TActor : class
{
    /// <summary>Starts the method.</summary>
    /// <param name="actor">The actor's object.</param>
    protected abstract ValueTask<TResult> Invoke(TActor actor);
}
