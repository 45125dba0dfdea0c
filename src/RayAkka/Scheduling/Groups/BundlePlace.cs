using System.Collections.ObjectModel;
using RayAkka.Head;
using RayAkka.Wire;

namespace RayAkka.Scheduling;

/// <summary>Where a bundle lies.</summary>
/// <param name="Node">The node; nil while it has none.</param>
/// <param name="GpuIds">The GPUs that it has there.</param>
internal readonly record struct BundlePlace(NodeId Node, ReadOnlyCollection<int> GpuIds)
{
    internal static BundlePlace None { get; } = new(default, ReadOnlyCollection<int>.Empty);

    internal static BundlePlace Read(WireReader reader) => new(reader.Node(), reader.Ints());

    internal void Write(WireWriter writer)
    {
        writer.Node(Node);
        writer.Ints(GpuIds);
    }
}
