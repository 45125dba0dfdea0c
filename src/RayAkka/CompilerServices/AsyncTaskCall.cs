using System.ComponentModel;
using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.CompilerServices;

/// <summary>A call of a remote function that returns a task with a result. For generated code only.</summary>
/// <typeparam name="TResult">The task's result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AsyncTaskCall<TResult> : Invocation<TResult>
{
    /// <summary>Starts the function.</summary>
    protected abstract ValueTask<TResult> Invoke();

    internal sealed override bool IsTask => true;

    internal sealed override RunResult Run(object? instance, Frame frame)
    {
        try
        {
            return Follow(Invoke(), frame);
        }
        catch (Exception e)
        {
            return RunResult.Fail(e);
        }
    }

    internal sealed override RunResult Finish(Task task, Frame frame) => FinishTyped(task, frame);
}
