using RayAkka.Objects.Lineage;
using RayAkka.Objects.Store;

namespace RayAkka;

/// <content>What becomes of this process's large objects.</content>
internal sealed partial class RayRuntime
{
    /// <summary>Their memory.</summary>
    public ObjectStore Store { get; }

    /// <summary>The copies of put objects, here and on other nodes.</summary>
    public Objects.Copies.ObjectCopies Copies { get; }

    /// <summary>How tasks are run again when their results are lost.</summary>
    public LineageTable Lineage { get; }
}
