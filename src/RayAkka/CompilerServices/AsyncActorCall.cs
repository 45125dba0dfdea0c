using System.ComponentModel;
using System.Runtime.CompilerServices;
using RayAkka.Execution;
using RayAkka.Tasks;

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

    internal sealed override RunResult Run(object? instance, Frame frame)
    {
        try
        {
            return Follow(Invoke(Unsafe.As<TActor>(instance)!), frame);
        }
        catch (Exception e)
        {
            return RunResult.Fail(e);
        }
    }

    internal sealed override RunResult Finish(Task task, Frame frame) => FinishTyped(task, frame);
}
