using RayAkka.Scheduling;

namespace RayAkka.Tests.Scheduling;

public sealed class AcceleratorNamesTests
{
    [Theory]
    [InlineData("NVIDIA A100-SXM4-80GB", "A100")]
    [InlineData("NVIDIA H200", "H200")]
    [InlineData("Tesla V100-SXM2-16GB", "V100")]
    [InlineData("H200", null)]
    [InlineData("NVIDIA -", null)]
    public void Of_ADriversName_IsTheShortOne(string name, string? expected) => Assert.Equal(expected, AcceleratorNames.Of(name));

    [Fact]
    public void Common_OfSeveralKinds_IsNone()
    {
        Assert.Equal("H200", AcceleratorNames.Common([Device("NVIDIA H200"), Device("NVIDIA H200")]));
        Assert.Null(AcceleratorNames.Common([Device("NVIDIA H200"), Device("NVIDIA A100-SXM4-80GB")]));
        Assert.Null(AcceleratorNames.Common([]));
    }

    private static GpuDevice Device(string name) => new(0, "GPU-1", name);
}
