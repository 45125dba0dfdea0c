using System.ComponentModel;
using System.Runtime.CompilerServices;
using RayAkka.CompilerServices;
using RayAkka.Objects;
using RayAkka.Recovery;

namespace RayAkka;

/// <summary>
/// A ref to an object that is there or is still being computed: the result of a remote call that returns nothing, or any other ref seen
/// without its type. It can be awaited any number of times, passed to calls, stored and sent to other actors. The object lives as long as
/// a ref to it does.
/// </summary>
public abstract partial class ObjectRef
{
    private protected ObjectRef()
    {
    }

    /// <summary>Fires when the call must stop. For generated code only.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected CancellationToken CancellationToken => ExecutionToken;

    /// <summary>What the generator knows of the method. For generated code only.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual CallDescriptor? Descriptor => null;

    /// <summary>Waits for the object without blocking; throws what the remote call threw.</summary>
    public ObjectRefAwaiter GetAwaiter() => new(this, captureContext: true);

    /// <summary>Like <see cref="Task.ConfigureAwait(bool)"/>.</summary>
    /// <param name="continueOnCapturedContext">Whether the code after the await runs in the present SynchronizationContext.</param>
    public ConfiguredObjectRef ConfigureAwait(bool continueOnCapturedContext) =>
        new(this, ReplaySession.CheckContext(continueOnCapturedContext));

    /// <summary>A task that completes when the object is there, and fails as the remote call failed.</summary>
    public Task AsTask() => WaitTask.For(this);

    /// <summary>The same ref seen as one of the type given; the object is cast when it is read.</summary>
    /// <typeparam name="TBase">The object's type, a base type or an interface of it.</typeparam>
    public ObjectRef<TBase> As<TBase>() => this as ObjectRef<TBase> ?? new CastRef<TBase>(this);

    /// <summary>The name of the call and the state of the ref.</summary>
    public override string ToString() => $"ObjectRef({CallName}, {Status})";

    /// <summary>Names the refs that the call waits for. For generated code only.</summary>
    /// <param name="visitor">Takes the refs.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual void VisitDependencies(DependencyVisitor visitor)
    {
    }

    /// <summary>Reads the refs' values into the arguments, before each execution. For generated code only.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual void ResolveDependencies()
    {
    }

    /// <summary>Replaces the refs among the arguments and lets go of their values. For generated code only.</summary>
    /// <param name="mapper">Gives the ref that takes another's place.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual void ReplaceDependencies(DependencyMapper mapper)
    {
    }

    /// <summary>Lets go of the arguments when the call will not run again. For generated code only.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual void ReleaseArguments()
    {
    }

    /// <summary>The value as the given type, for a reader, by default the present one; the ref is complete.</summary>
    internal abstract T ReadAs<T>(Execution.Frame? reader = null);

    /// <summary>Throws the error if the ref failed; the ref is complete.</summary>
    internal void ThrowIfFailed()
    {
        if (IsFailed)
        {
            throw Error.Rethrowable();
        }
    }
}
