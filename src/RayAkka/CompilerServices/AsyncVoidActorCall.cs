using System.ComponentModel;
using System.Runtime.CompilerServices;
using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.CompilerServices;

/// <summary>A call of an actor's method that returns a task without a result. For generated code only.</summary>
/// <typeparam name="TActor">The remote class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AsyncVoidActorCall<TActor> : Invocation<Nothing>
    where TActor : class
{
    /// <summary>Starts the method.</summary>
    /// <param name="actor">The actor's object.</param>
    protected abstract ValueTask Invoke(TActor actor);

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

    internal sealed override RunResult Finish(Task task, Frame frame) => FinishVoid(task, frame);
}
