using System.ComponentModel;

namespace RayAkka.CompilerServices;

/// <summary>Replaces the refs among the arguments of a call. For generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DependencyMapper
{
    private protected DependencyMapper()
    {
    }

    /// <summary>The ref that takes the place of another.</summary>
    /// <param name="reference">The ref that the call has.</param>
    public abstract ObjectRef Replace(ObjectRef reference);
}
