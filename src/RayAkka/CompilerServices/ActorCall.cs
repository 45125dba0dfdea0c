using System.ComponentModel;
using System.Runtime.CompilerServices;
using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.CompilerServices;

/// <summary>A call of an actor's method that returns a value at once. For generated code only.</summary>
/// <typeparam name="TActor">The remote class.</typeparam>
/// <typeparam name="TResult">The method's result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ActorCall<TActor, TResult> : Invocation<TResult>
    where TActor : class
{
    /// <summary>Runs the method.</summary>
    /// <param name="actor">The actor's object.</param>
    protected abstract TResult Invoke(TActor actor);

    internal sealed override RunResult Run(object? instance, Frame frame)
    {
        TResult result;
        try
        {
            result = Invoke(Unsafe.As<TActor>(instance)!);
        }
        catch (Exception e)
        {
            return RunResult.Fail(e);
        }

        return Succeed(result, frame);
    }
}
