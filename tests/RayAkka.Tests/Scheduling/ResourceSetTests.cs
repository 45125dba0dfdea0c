using RayAkka.Scheduling;

namespace RayAkka.Tests.Scheduling;

public sealed class ResourceSetTests
{
    [Theory]
    [InlineData(-1, 0, 0, "CPU")]
    [InlineData(double.NaN, 0, 0, "CPU")]
    [InlineData(double.PositiveInfinity, 0, 0, "CPU")]
    [InlineData(0.00001, 0, 0, "0.0001")]
    [InlineData(1e-30, 0, 0, "0.0001")]
    [InlineData(0, -0.5, 0, "GPU")]
    [InlineData(0, 1.5, 0, "whole")]
    [InlineData(0, 0, -1, "memory")]
    public void Create_BadAmount_Throws(double cpu, double gpu, long memory, string named)
    {
        var error = Assert.Throws<ArgumentException>(() => ResourceSet.Create(cpu, gpu, memory, custom: null));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CPU")]
    [InlineData("GPU")]
    [InlineData("memory")]
    [InlineData("")]
    [InlineData(" ")]
    public void Create_BadCustomName_Throws(string name) =>
        Assert.Throws<ArgumentException>(() => ResourceSet.Create(0, 0, 0, new Dictionary<string, double>(StringComparer.Ordinal) { [name] = 1 }));

    [Fact]
    public void Create_TenthsAddedUp_AreExact()
    {
        var tenth = ResourceSet.Create(0.1, 0.1, 0, custom: null);

        Assert.Equal(1_000, tenth.Cpu);
        Assert.Equal(1_000, tenth.Gpu);
        Assert.Equal(ResourceSet.Create(0.3, 0, 0, custom: null).Cpu, 3 * tenth.Cpu);
    }

    [Fact]
    public void ToDictionary_AllKinds_HasTheAmountsGiven()
    {
        var amounts = SchedulerFixture.Set(cpu: 2.5, gpu: 0.25, memory: 1_000, tpu: 3).ToDictionary();

        Assert.Equal(
            [("CPU", 2.5), ("GPU", 0.25), ("memory", 1_000), ("tpu", 3)],
            amounts.Select(amount => (amount.Key, amount.Value)).OrderBy(amount => amount.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Equals_SameAmountsInOtherOrder_IsEqual()
    {
        var left = ResourceSet.Create(1, 0, 0, new Dictionary<string, double>(StringComparer.Ordinal) { ["a"] = 1, ["b"] = 2, ["c"] = 0 });
        var right = ResourceSet.Create(1, 0, 0, new Dictionary<string, double>(StringComparer.Ordinal) { ["b"] = 2, ["a"] = 1 });

        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.NotEqual(left, SchedulerFixture.Set(cpu: 1));
        Assert.Same(ResourceSet.Empty, SchedulerFixture.Set());
    }

    [Fact]
    public void Shape_SameNeedsAndLabels_IsEqual()
    {
        var left = SchedulerFixture.Shape(1, labels: [("a", "1"), ("b", "2")]);
        var right = SchedulerFixture.Shape(1, labels: [("b", "2"), ("a", "1")]);

        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.NotEqual(left, SchedulerFixture.Shape(1, labels: [("a", "1"), ("b", "3")]));
        Assert.NotEqual(SchedulerFixture.Shape(1), new ResourceShape(SchedulerFixture.Set(1), ResourceSet.Empty, labels: null));
    }
}
