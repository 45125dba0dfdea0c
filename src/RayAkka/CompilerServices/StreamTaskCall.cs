using System.ComponentModel;
using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.CompilerServices;

/// <summary>A call of a remote function that streams. For generated code only.</summary>
/// <typeparam name="TItem">The items' type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class StreamTaskCall<TItem> : StreamInvocation<TItem>
{
    /// <summary>Calls the function, which runs when its stream is read.</summary>
    protected abstract IAsyncEnumerable<TItem> Invoke();

    internal sealed override bool IsTask => true;

    internal sealed override RunResult Run(object? instance, Frame frame)
    {
        var run = Begin(frame);
        try
        {
            return Pump(Invoke(), run, frame);
        }
        catch (Exception e)
        {
            run.End();
            return RunResult.Fail(e);
        }
    }
}
