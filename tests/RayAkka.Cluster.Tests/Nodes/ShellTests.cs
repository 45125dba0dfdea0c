using Akka.Actor;
using RayAkka.Cluster.Tests.Support;
using RayAkka.Execution;

namespace RayAkka.Cluster.Tests.Nodes;

/// <summary>Shells in the buckets of a node.</summary>
public sealed class ShellTests
{
    private static readonly ActorId s_actor = new(5, 6);
    private readonly Tenant _tenant = new();

    [Fact]
    public async Task StartShell_OrdinaryActor_RunsItemsOnTheWorkerPool()
    {
        await using var node = await TestNode.StartAsync();
        var onWorker = false;
        node.Engine.StartShell(s_actor, 0, usesGpu: false, _tenant);
        var item = new Item(() => onWorker = WorkerPool.IsWorkerThread);

        (await _tenant.Started).Schedule(item);

        await item.Done;
        Assert.True(onWorker);
    }

    [Fact]
    public async Task StartShell_TwoGpuActors_EachHasAThreadOfItsOwn()
    {
        await using var node = await TestNode.StartAsync(gpus: 2);
        var other = new Tenant();
        node.Engine.StartShell(s_actor, 0, usesGpu: true, _tenant);
        node.Engine.StartShell(new ActorId(5, 7), 0, usesGpu: true, other);

        var (first, second) = (await ThreadsOf(_tenant), await ThreadsOf(other));

        Assert.Single(first);
        Assert.Single(second);
        Assert.NotEqual(first.Single(), second.Single());
    }

    [Fact]
    public async Task StopShell_GpuActor_ItsThreadEnds()
    {
        await using var node = await TestNode.StartAsync(gpus: 1);
        Thread? thread = null;
        node.Engine.StartShell(s_actor, 0, usesGpu: true, _tenant);
        var item = new Item(() => thread = Thread.CurrentThread);
        (await _tenant.Started).Schedule(item);
        await item.Done;

        node.Engine.StopShell(s_actor, 0);

        Assert.True(thread!.Join(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Send_WithoutAnyCoordinator_GoesOn()
    {
        await using var first = await TestNode.StartAsync();
        await using var second = await TestNode.StartAsync(joins: first);
        first.Events.Await($"peer {second.Id}");
        second.Engine.StartShell(s_actor, 0, usesGpu: false, _tenant);
        var mailbox = await _tenant.Started;
        foreach (var singleton in new[] { "system/sharding/ray-actorsCoordinator", "user/rayakka-books" })
        {
            var manager = await first.Engine.Node.System.ActorSelection(singleton).ResolveOne(TimeSpan.FromSeconds(10));
            await manager.GracefulStop(TimeSpan.FromSeconds(10));
        }

        first.Engine.Send(first.Id, second.Id, new Engine.Envelope(1, 0, new byte[1]));
        second.Events.Await($"envelope {first.Id} 1");
        var item = new Item(static () => { });
        mailbox.Schedule(item);

        await item.Done;
    }

    [Fact]
    public async Task StartShell_GpuActorOnANodeWithoutGpus_IsLostAtOnce()
    {
        await using var node = await TestNode.StartAsync();

        node.Engine.StartShell(s_actor, 0, usesGpu: true, _tenant);

        Assert.Contains("role gpu", (await _tenant.Lost)!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartShell_NextIncarnationAtOnce_GetsAShellEachTime()
    {
        await using var node = await TestNode.StartAsync();
        for (var incarnation = 0; incarnation < 100; incarnation++)
        {
            var tenant = new Tenant();
            node.Engine.StartShell(s_actor, incarnation, usesGpu: false, tenant);
            var item = new Item(static () => { });
            (await tenant.Started).Schedule(item);
            await item.Done;
            node.Engine.StopShell(s_actor, incarnation);
            Assert.Equal(0, tenant.Losses);
        }
    }

    [Fact]
    public async Task StartShell_NextIncarnationBeforeTheLastHasStopped_GetsAShell()
    {
        await using var node = await TestNode.StartAsync();
        var next = new Tenant();
        node.Engine.StartShell(s_actor, 0, usesGpu: false, _tenant);
        node.Engine.StartShell(s_actor, 1, usesGpu: false, next);
        await _tenant.Started;

        node.Engine.StopShell(s_actor, 0);

        await next.Started;
    }

    [Fact]
    public async Task StopShell_BeforeTheShellIsThere_LeavesNone()
    {
        await using var node = await TestNode.StartAsync();
        for (ulong number = 1; number <= 200; number++)
        {
            node.Engine.StartShell(new ActorId(8, number), 0, usesGpu: false, new Tenant());
            node.Engine.StopShell(new ActorId(8, number), 0);
        }

        Assert.Equal(0, node.Engine.Node.Registry.Count);
    }

    [Fact]
    public async Task Execute_ThrowingItem_LosesTheShell()
    {
        await using var node = await TestNode.StartAsync();
        node.Engine.StartShell(s_actor, 0, usesGpu: false, _tenant);

        (await _tenant.Started).Schedule(new Item(static () => throw new InvalidOperationException("broken")));

        Assert.Equal("broken", (await _tenant.Lost)!.Message);
    }

    [Fact]
    public async Task Dispose_NodeWithShells_LosesThemOnce()
    {
        var node = await TestNode.StartAsync();
        node.Engine.StartShell(s_actor, 0, usesGpu: false, _tenant);
        await _tenant.Started;

        await node.DisposeAsync();

        await _tenant.Lost;
        Assert.Equal(1, _tenant.Losses);
    }

    [Fact]
    public async Task Join_ThreeNodes_AllocatesTheirBucketsAndCreationNoMore()
    {
        await using var first = await TestNode.StartAsync();
        await using var second = await TestNode.StartAsync(joins: first);
        await using var third = await TestNode.StartAsync(joins: first, gpus: 1);
        TestNode[] nodes = [first, second, third];
        Assert.Equal(4 * TestNode.Settings.BucketsPerNode, Allocations(nodes));

        foreach (var node in nodes)
        {
            var tenants = Enumerable.Range(0, 100).Select(static _ => new Tenant()).ToArray();
            for (var i = 0; i < tenants.Length; i++)
            {
                node.Engine.StartShell(new ActorId(node.Id.Low, (ulong)i), 0, usesGpu: false, tenants[i]);
            }

            await Task.WhenAll(tenants.Select(static tenant => tenant.Started));
        }

        Assert.Equal(4 * TestNode.Settings.BucketsPerNode, Allocations(nodes));
    }

    [Fact]
    public async Task Leave_ANode_ItsBucketsGoNowhere()
    {
        await using var first = await TestNode.StartAsync();
        await using var second = await TestNode.StartAsync(joins: first);

        await second.DisposeAsync();
        first.Events.Await($"down {second.Id}");
        await using var third = await TestNode.StartAsync(joins: first);

        Assert.Equal(3 * TestNode.Settings.BucketsPerNode, Allocations([first, second, third]));
    }

    private static long Allocations(IEnumerable<TestNode> nodes) =>
        nodes.Sum(static node => node.Engine.Node.Regions.Allocations.Sum(static allocation => allocation.Allocations));

    private static async Task<HashSet<int>> ThreadsOf(Tenant tenant)
    {
        var threads = new HashSet<int>();
        var mailbox = await tenant.Started;
        for (var i = 0; i < 20; i++)
        {
            var item = new Item(() => threads.Add(Environment.CurrentManagedThreadId));
            mailbox.Schedule(item);
            await item.Done;
        }

        return threads;
    }
}
