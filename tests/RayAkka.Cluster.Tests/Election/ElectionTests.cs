using RayAkka.Cluster.Tests.Support;

namespace RayAkka.Cluster.Tests.Election;

public sealed class ElectionTests
{
    [Fact]
    public async Task Leave_TheElected_IsDismissedBeforeTheNextIsElected()
    {
        await using var first = await TestNode.StartAsync();
        await using var second = await TestNode.StartAsync(joins: first);
        first.Events.Await("elected");

        var leaving = first.DisposeAsync();

        second.Events.Await("elected");
        Assert.Contains("dismissed", first.Events.Rest());
        await leaving;
    }

    [Fact]
    public async Task Crash_OfTheElected_AnotherIsElected()
    {
        await using var first = await TestNode.StartAsync();
        await using var second = await TestNode.StartAsync(joins: first);
        await using var third = await TestNode.StartAsync(joins: first);
        second.Events.Await($"peer {third.Id}");

        await first.Engine.CrashAsync();
        second.Engine.Node.Cluster.Down(first.Engine.Node.Self.Address);

        second.Events.Await("elected");
        Assert.DoesNotContain("elected", third.Events.Rest());
    }

    [Fact]
    public async Task Join_ADriverFirst_IsNotElected()
    {
        await using var driver = await TestNode.StartAsync(driver: true);
        await using var node = await TestNode.StartAsync(joins: driver);

        node.Events.Await("elected");
        Assert.DoesNotContain("elected", driver.Events.Rest());
    }
}
