using System.ComponentModel;
using System.Runtime.CompilerServices;
using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.CompilerServices;

/// <summary>A call of an actor's method that returns nothing. For generated code only.</summary>
/// <typeparam name="TActor">The remote class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class VoidActorCall<TActor> : Invocation<Nothing>
    where TActor : class
{
    /// <summary>Runs the method.</summary>
    /// <param name="actor">The actor's object.</param>
    protected abstract void Invoke(TActor actor);

    internal sealed override RunResult Run(object? instance, Frame frame)
    {
        try
        {
            Invoke(Unsafe.As<TActor>(instance)!);
        }
        catch (Exception e)
        {
            return RunResult.Fail(e);
        }

        return Succeed(default, frame);
    }
}
