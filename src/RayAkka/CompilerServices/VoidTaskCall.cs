using System.ComponentModel;
using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.CompilerServices;

/// <summary>A call of a remote function that returns nothing. For generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class VoidTaskCall : Invocation<Nothing>
{
    /// <summary>Runs the function.</summary>
    protected abstract void Invoke();

    internal sealed override bool IsTask => true;

    internal sealed override RunResult Run(object? instance, Frame frame)
    {
        try
        {
            Invoke();
        }
        catch (Exception e)
        {
            return RunResult.Fail(e);
        }

        return Succeed(default, frame);
    }
}
