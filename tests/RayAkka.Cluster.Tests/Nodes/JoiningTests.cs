using System.Diagnostics;
using RayAkka.Cluster.Tests.Support;
using Xunit.Abstractions;

namespace RayAkka.Cluster.Tests.Nodes;

/// <summary>How nodes come and go; each engine has an actor system of its own.</summary>
public sealed class JoiningTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Join_FirstAndSecondNode_MeetEachOther()
    {
        var watch = Stopwatch.StartNew();
        await using var first = await TestNode.StartAsync();
        output.WriteLine($"first joined after {watch.ElapsedMilliseconds} ms");
        watch.Restart();
        await using var second = await TestNode.StartAsync(joins: first);
        output.WriteLine($"second joined after {watch.ElapsedMilliseconds} ms");
        first.Events.Await($"peer {second.Id}");
        second.Events.Await($"peer {first.Id}");
        watch.Restart();
        await second.DisposeAsync();
        output.WriteLine($"second left after {watch.ElapsedMilliseconds} ms");
        first.Events.Await($"down {second.Id}: its node has left");
        watch.Restart();
        await first.DisposeAsync();
        output.WriteLine($"first left after {watch.ElapsedMilliseconds} ms");
        Assert.DoesNotContain(first.Events.Rest(), static told => told.StartsWith("expelled", StringComparison.Ordinal));
    }
}
