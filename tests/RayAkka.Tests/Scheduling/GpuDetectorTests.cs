using RayAkka.Scheduling;

namespace RayAkka.Tests.Scheduling;

public sealed class GpuDetectorTests
{
    private readonly FakeNvml _nvml = new([new(0, "GPU-aa11", "A"), new(1, "GPU-ab22", "B"), new(2, "GPU-cc33", "C")]);

    [Theory]
    [InlineData(null, new[] { 0, 1, 2 })]
    [InlineData("", new int[0])]
    [InlineData("-1", new int[0])]
    [InlineData("NoDevFiles", new int[0])]
    [InlineData("2,0", new[] { 2, 0 })]
    [InlineData(" 1 , 2 ", new[] { 1, 2 })]
    [InlineData("1,-1,2", new[] { 1 })]
    [InlineData("0,7,1", new[] { 0 })]
    [InlineData("0,,1", new[] { 0 })]
    [InlineData("0,0", new int[0])]
    [InlineData("GPU-cc33,GPU-aa11", new[] { 2, 0 })]
    [InlineData("GPU-c,1", new[] { 2, 1 })]
    [InlineData("GPU-a", new int[0])]
    [InlineData("GPU-zz", new int[0])]
    public void Detect_VisibleDevices_AreReadAsCudaReadsThem(string? visible, int[] expected) =>
        Assert.Equal(expected, GpuDetector.Detect(_nvml, visible).Ids);

    [Fact]
    public void Detect_LibraryFails_ReportsTheErrorAndNoDevices()
    {
        var detection = GpuDetector.Detect(new FakeNvml([], "nvmlInit_v2 failed"), visibleDevices: null);

        Assert.Empty(detection.Devices);
        Assert.Equal("nvmlInit_v2 failed", detection.Error);
    }

    [Fact]
    public void Detect_ThisMachine_NeverThrows()
    {
        var detection = GpuDetector.Detect();

        Assert.Equal(detection.Ids.Count, detection.Ids.Distinct().Count());
        Assert.All(detection.Devices, device => Assert.StartsWith("GPU-", device.Uuid, StringComparison.Ordinal));
    }

    [Fact]
    public void HostResources_ThisMachine_ArePositive()
    {
        Assert.True(HostResources.Cpus > 0);
        Assert.True(HostResources.Memory > 0);
    }

    private sealed class FakeNvml(IReadOnlyList<GpuDevice> devices, string? failure = null) : INvml
    {
        public IReadOnlyList<GpuDevice> Devices(out string? error)
        {
            error = failure;
            return devices;
        }
    }
}
