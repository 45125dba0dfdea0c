using System.ComponentModel;
using RayAkka.CompilerServices;

namespace RayAkka;

/// <summary>A ref to an object that a remote call computes, or that was put.</summary>
public abstract class ObjectRef
{
    private protected ObjectRef()
    {
    }

    private protected bool MayRunAgain { get; set; }

    /// <summary>Fires when the call must stop. For generated code only.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected CancellationToken CancellationToken => default;

    /// <summary>What the generator knows of the method. For generated code only.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual CallDescriptor? Descriptor => null;

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

    /// <summary>Lets go of the arguments when the call will not run again. For generated code only.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual void ReleaseArguments()
    {
    }

    internal abstract T ReadAs<T>();
}
