using System.ComponentModel;

namespace RayAkka.CompilerServices;

/// <summary>Collects the refs that a call waits for before it is scheduled. For generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DependencyVisitor
{
    private protected DependencyVisitor()
    {
    }

    /// <summary>Adds a ref that must be there before the call runs; null is passed over.</summary>
    /// <param name="reference">The ref.</param>
    public abstract void Add(ObjectRef? reference);
}
