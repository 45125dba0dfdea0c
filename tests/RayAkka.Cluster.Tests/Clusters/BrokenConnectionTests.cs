using Akka.Configuration;
using RayAkka.Cluster.Settings;
using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Cluster.Tests.Support;
using RayAkka.Conformance.Samples;
using Xunit.Abstractions;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>Connections that break all the time. With RAYAKKA_SOAK=1 those of Akka.Remote too, for a minute.</summary>
public sealed class BrokenConnectionTests(ITestOutputHelper output) : ClusterTests
{
    private static readonly TimeSpan s_between = Soak.IsOn ? TimeSpan.FromSeconds(1) : TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(Soak.IsOn ? 60 : 10);

    private protected override WatchedEngine Engine { get; } = new()
    {
        // An association that was aborted is made again a little later, and heartbeats are lost until then: the detector is that of the default profile.
        Config = Soak.IsOn ? HoconFile.Resource("profiles/default.conf") : Config.Empty,
    };

    [Fact]
    public async Task Drop_AllConnectionsTimeAndAgainUnderLoad_EveryRefResolvesOnceAndInOrder()
    {
        var targets = new[] { Sequencer.Options(On("a")).Remote(), Sequencer.Options(On("b")).Remote(), Sequencer.Options(On("c")).Remote() };
        using var over = new CancellationTokenSource(s_long);
        var dropping = DropAsync(over.Token);
        var calls = new int[targets.Length];
        var caller = 1;
        while (!over.IsCancellationRequested)
        {
            // Nine callers on the nodes and the driver itself, each to an actor elsewhere; large values beside them.
            var first = caller;
            var drivers = Enumerable.Range(0, 9)
                .Select(i => Callers.Tasks.Drive.Options(TaskOn("abc"[i % 3].ToString()) with { MaxRetries = 0 }).Remote(targets[(i + 1) % 3], first + i, 200)).ToArray();
            caller += drivers.Length;
            var large = Freight.Tasks.Sum.Options(TaskOn("b") with { MaxRetries = 0 })
                .Remote(Freight.Tasks.Make.Options(TaskOn("a") with { MaxRetries = 0 }).Remote(100_000));
            for (var target = 0; target < targets.Length; target++)
            {
                var own = Enumerable.Range(calls[target] + 1, 200).Select(index => targets[target].Take.Remote(0, index)).ToArray();
                calls[target] += own.Length;
                foreach (var call in own)
                {
                    await Soon(call);
                }
            }

            Assert.All(await Soon(drivers), count => Assert.Equal(200, count));
            Assert.Equal(100_000.0 * 99_999 / 2, await Soon(large));
        }

        var drops = await dropping;
        Assert.True(drops >= 10, "The connections were hardly ever dropped.");
        var made = calls.Sum() + ((caller - 1) * 200);
        output.WriteLine($"{made} calls while all connections were dropped {drops} times in {s_long.TotalSeconds} s, {made / s_long.TotalSeconds:F0} a second");
        for (var target = 0; target < targets.Length; target++)
        {
            Assert.Equal((calls[target], 0), await Soon(targets[target].Report.Remote(0)));
        }
    }

    private async Task<int> DropAsync(CancellationToken over)
    {
        using var timer = new PeriodicTimer(s_between, TimeProvider.System);
        var count = 0;
        while (!over.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            foreach (var channel in Engine.Channels)
            {
                channel.Drop();
            }

            if (Soak.IsOn)
            {
                await Task.WhenAll(Engine.Members.Values.Select(member => member.Engine).Append(Engine.Driver).Select(RemoteNetwork.AbortAsync));
            }

            count++;
        }

        return count;
    }
}
