using RayAkka.Examples.Hosting;
using RayAkka.Testing;

namespace RayAkka.Examples.Placement;

/// <summary>Placement groups: resources of several nodes, reserved together and shown as they move.</summary>
internal sealed class PlacementExample() : Example("placement", "Bundles of CPUs and GPUs are reserved, waited for, given back and moved; a table shows where they lie.")
{
    private const int MostTrainers = 4;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Board _board = new();
    private readonly List<(bool IsRight, string Statement)> _results = [];

    public override async Task RunAsync(ExampleContext context)
    {
        Func<NodeId, Task>? kill = null;
        if (context.IsCluster)
        {
            Ray.Init(context.RayOptions);
        }
        else
        {
            kill = await StartNodesAsync(context.RayOptions);
        }

        var play = PlayAsync(context, kill);
        await context.Screen.WatchAsync(_board.Draw, play, () =>
        {
            _board.Look();
            return Task.CompletedTask;
        });
        await play;
        _results.ForEach(result => context.Check(result.IsRight, result.Statement));
    }

    // Nodes in this process, with this program as their driver; returns what kills one.
    private static async Task<Func<NodeId, Task>> StartNodesAsync(RayOptions options)
    {
        var cluster = await RayCluster.StartAsync(new NodeOptions { NumCpus = 0 }, options);
        var nodes = new List<ClusterNode>();
        foreach (var gpus in new[] { 0, 2, 2 })
        {
            nodes.Add(await cluster.AddNodeAsync(new NodeOptions { NumCpus = 2, NumGpus = gpus }));
        }

        return node => cluster.KillNodeAsync(nodes.Single(known => known.NodeId == node));
    }

    private async Task PlayAsync(ExampleContext context, Func<NodeId, Task>? kill)
    {
        var services = Ray.PlacementGroup([new() { NumCpus = 1 }, new() { NumCpus = 1 }], PlacementStrategy.StrictSpread, name: "services");
        var ready = await services.WaitAsync(s_patience);
        _results.Add((ready && NodesOf(services).Distinct().Count() == 2, "two services lie on two nodes"));
        await PauseAsync(context, "two services are on nodes of their own");

        if (Ray.ClusterResources().GetValueOrDefault("GPU") is var gpus and >= 1)
        {
            await TrainAsync(context, (int)gpus);
        }

        if (kill is not null)
        {
            await MoveAsync(context, kill, services);
        }
    }

    // Trainers take GPUs; the next ones need one more than is left, and have to wait until the first are done.
    private async Task TrainAsync(ExampleContext context, int gpus)
    {
        var count = Math.Min(gpus, MostTrainers);
        var first = Ray.PlacementGroup(Trainers(count), name: "trainers");
        ActorHandle<Tenant>[] tenants = [.. Enumerable.Range(0, count).Select(bundle => Tenant.Options(
            new() { NumGpus = 1, SchedulingStrategy = SchedulingStrategy.PlacementGroup(first, bundle) }).Remote())];
        var addresses = await Ray.GetAsync(tenants.Select(tenant => tenant.Where.Remote()), s_patience);
        var bundles = Ray.PlacementGroups().Single(group => group.Id == first.Id).Bundles;
        _results.Add((
            addresses.All(address => bundles[address.Bundle].NodeId == address.Node && bundles[address.Bundle].GpuIds.SequenceEqual(address.Gpus)),
            $"{count} trainers live in their bundles and have these bundles' GPUs"));

        var next = Ray.PlacementGroup(Trainers(gpus - count + 1), name: "next");
        _results.Add((!next.Wait(TimeSpan.Zero), "the next trainers get no GPU while the first have them"));
        _results.Add((Ray.PendingDemand().Any(static demand => demand.Request.Contains("next", StringComparison.Ordinal)), "and the list of what waits names them"));
        await PauseAsync(context, "the first trainers have the GPUs");

        first.Remove();
        _results.Add((await next.WaitAsync(s_patience), "when the first are removed the next have their place"));
        await Task.WhenAll(tenants.Select(EndOfAsync)).WaitAsync(s_patience);
        _results.Add((tenants.All(static tenant => Ray.StateOf(tenant) == ActorState.Dead), "and the actors in the removed group are dead"));
        await PauseAsync(context, "the first trainers are removed, the next have begun");
    }

    // On a cluster the word of an actor's end comes a little later than that of the free place.
    private static async Task EndOfAsync(ActorHandle<Tenant> tenant)
    {
        await foreach (var change in Ray.WatchAsync(tenant))
        {
            if (change.State == ActorState.Dead)
            {
                return;
            }
        }
    }

    private async Task MoveAsync(ExampleContext context, Func<NodeId, Task> kill, PlacementGroup services)
    {
        var before = NodesOf(services);
        await kill(before[1]);
        var again = await services.WaitAsync(s_patience);
        var after = NodesOf(services);
        _results.Add((again && after[0] == before[0] && after[1] != before[1] && after[1] != after[0], "a service whose node died has another node, and the other stayed"));
        await PauseAsync(context, "a node has died, its bundles have moved");
    }

    private static IEnumerable<Bundle> Trainers(int count) => Enumerable.Repeat(new Bundle { NumGpus = 1 }, count);

    private static NodeId[] NodesOf(PlacementGroup group) =>
        [.. Ray.PlacementGroups().Single(placed => placed.Id == group.Id).Bundles.Select(static bundle => bundle.NodeId ?? default)];

    private async Task PauseAsync(ExampleContext context, string scene)
    {
        _board.Scene = scene;
        _board.Look();
        if (context.Screen.IsLive && !context.Small)
        {
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, context.CancellationToken);
        }
    }
}
