using RayAkka.Cluster.Serialization;
using RayAkka.Tests.Wire;
using RayAkka.Wire;

namespace RayAkka.Cluster.Tests.Serialization;

/// <summary>What the library's own codec keeps, Hyperion must keep too.</summary>
public sealed class HyperionGraphTests : GraphTests
{
    private protected override IValueCodec Codec { get; } = new HyperionValueCodec();
}
