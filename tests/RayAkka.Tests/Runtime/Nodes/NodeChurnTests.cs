using RayAkka.Testing;
using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Nodes;

/// <summary>Nodes come and go while work is submitted: whatever the moment of a loss, every ref settles and nothing stays taken.</summary>
public sealed class NodeChurnTests : ClusterTest
{
    private const int Losses = 25;

    [Fact]
    public async Task KillNode_AgainAndAgainUnderLoad_SettlesEveryRef()
    {
        using var over = new CancellationTokenSource();
        using var begun = new SemaphoreSlim(0);
        var load = Enumerable.Range(0, 3).Select(seed => Task.Run(() => Load(seed, begun, over.Token))).ToArray();
        for (var i = 0; i < load.Length; i++)
        {
            await begun.WaitAsync();
        }

        for (var i = 0; i < Losses; i++)
        {
            ClusterNode[] nodes = [await Add(), await Add()];
            var mark = Functions.Tasks.Square.Remote(i);
            await mark;
            await Task.WhenAll(nodes.Select(node => Cluster.KillNodeAsync(node)));
        }

        await over.CancelAsync();
        var refs = (await Task.WhenAll(load)).SelectMany(list => list).ToList();

        var outcomes = await Outcomes(refs);
        var causes = outcomes.Select(error => (error as RayTaskException)?.InnerException ?? error).Where(error => error is not null);
        Assert.DoesNotContain(causes, error => error is not (NodeDiedException or ActorDiedException or ActorUnavailableException));
        Assert.Contains(outcomes, error => error is null);
        await Eventually.Holds(() => Ray.AvailableResources()["CPU"] == Ray.ClusterResources()["CPU"], "all CPUs are free");
        Assert.Single(Session.Hosts);
        await Eventually.Holds(() => Session.Hosts.Single().RunningFrames().Count == 0, "no run is left");
    }

    private static List<ObjectRef> Load(int seed, SemaphoreSlim begun, CancellationToken over)
    {
        var refs = new List<ObjectRef>();
        var random = new Random(seed);
        while (!over.IsCancellationRequested)
        {
            var actor = Counter.Options(new ActorOptions { MaxRestarts = random.Next(3) - 1, MaxTaskRetries = random.Next(3) - 1 }).Remote(0);
            var first = Functions.Tasks.Square.Options(new TaskOptions { MaxRetries = random.Next(3) - 1 }).Remote(seed);
            refs.Add(first);
            if (refs.Count == 1)
            {
                begun.Release();
            }

            for (var i = 0; i < 5; i++)
            {
                refs.Add(actor.Increment.Remote());
                refs.Add(actor.Increment.Remote(first));
                refs.Add(Functions.Tasks.UseCounter.Options(new TaskOptions { MaxRetries = 0, NumCpus = 0.1 }).Remote(actor, 1));
            }

            if (refs.Count % 100 == 0)
            {
                Ray.Wait(refs.TakeLast(50), numReturns: 50);
            }
        }

        return refs;
    }

    private Task<ClusterNode> Add() => Cluster.AddNodeAsync(new NodeOptions { NumCpus = 4 });
}
