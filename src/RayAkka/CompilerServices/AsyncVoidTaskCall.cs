using System.ComponentModel;
using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.CompilerServices;

/// <summary>A call of a remote function that returns a task without a result. For generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AsyncVoidTaskCall : Invocation<Nothing>
{
    /// <summary>Starts the function.</summary>
    protected abstract ValueTask Invoke();

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

    internal sealed override RunResult Finish(Task task, Frame frame) => FinishVoid(task, frame);
}
