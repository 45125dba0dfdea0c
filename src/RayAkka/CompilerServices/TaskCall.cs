using System.ComponentModel;
using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.CompilerServices;

/// <summary>A call of a remote function that returns a value at once. For generated code only.</summary>
/// <typeparam name="TResult">The function's result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TaskCall<TResult> : Invocation<TResult>
{
    /// <summary>Runs the function.</summary>
    protected abstract TResult Invoke();

    internal sealed override bool IsTask => true;

    internal sealed override RunResult Run(object? instance, Frame frame)
    {
        TResult result;
        try
        {
            result = Invoke();
        }
        catch (Exception e)
        {
            return RunResult.Fail(e);
        }

        return Succeed(result, frame);
    }
}
