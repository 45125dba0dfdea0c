using System.ComponentModel;
using System.Runtime.CompilerServices;
using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.CompilerServices;

/// <summary>A call of an actor's method that streams. For generated code only.</summary>
/// <typeparam name="TActor">The remote class.</typeparam>
/// <typeparam name="TItem">The items' type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class StreamActorCall<TActor, TItem> : StreamInvocation<TItem>
    where TActor : class
{
    /// <summary>Calls the method, which runs when its stream is read.</summary>
    /// <param name="actor">The actor's object.</param>
    protected abstract IAsyncEnumerable<TItem> Invoke(TActor actor);

    internal sealed override RunResult Run(object? instance, Frame frame)
    {
        var run = Begin(frame);
        try
        {
            return Pump(Invoke(Unsafe.As<TActor>(instance)!), run, frame);
        }
        catch (Exception e)
        {
            run.End();
            return RunResult.Fail(e);
        }
    }
}
