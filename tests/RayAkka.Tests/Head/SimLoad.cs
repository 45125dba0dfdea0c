using RayAkka.Head;
using RayAkka.Scheduling;
using RayAkka.Tests.Scheduling;

namespace RayAkka.Tests.Head;

/// <summary>A random load with random deaths and elections, and what must hold when it has settled.</summary>
internal sealed class SimLoad : IDisposable
{
    private static readonly ResourceShape[] s_shapes =
    [
        SchedulerFixture.Shape(cpu: 1),
        SchedulerFixture.Shape(gpu: 1),
        SchedulerFixture.Shape(gpu: 0.5),
        SchedulerFixture.Shape(cpu: 1, gpu: 2),
        SchedulerFixture.Shape(cpu: 2),
        SchedulerFixture.Shape(cpu: 9),
        new(SchedulerFixture.Set(cpu: 1), ResourceSet.Empty, labels: null),
    ];

    private readonly SimCluster _cluster;
    private readonly Random _random;
    private readonly HashSet<(SimNode Node, Grant Grant)> _blocked = [];
    private ulong _actors;
    private int _kills;

    public SimLoad(int seed)
    {
        _cluster = new SimCluster(seed);
        _random = _cluster.Random;
        for (var i = _random.Next(2, 6); i >= 0; i--)
            _cluster.Add(gpus: _random.Next(0, 4), isDriver: i == 0);
    }

    public SimCluster Cluster => _cluster;

    public void Run(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            Act();
            CheckNames();
        }

        Settle();
    }

    public void Dispose() => _cluster.Dispose();

    private void Act()
    {
        switch (_random.Next(1000))
        {
            case < 640: _cluster.Step(); break;
            case < 720: Any(joined: true)?.Submit(s_shapes[_random.Next(s_shapes.Length)]); break;
            case < 790: Decide(); break;
            case < 860: End(); break;
            case < 880: Block(); break;
            case < 900: Withdraw(); break;
            case < 935: Reserve(); break;
            case < 950: ReleaseName(); break;
            case < 960: _cluster.Time.Advance(TimeSpan.FromMilliseconds(_random.Next(3_000))); break;
            case < 975: Elect(); break;
            case < 985: Kill(head: true); break;
            case < 993: Kill(head: false); break;
            default: Join(); break;
        }
    }

    private SimNode? Any(bool joined = false)
    {
        var nodes = _cluster.Alive.Where(node => !joined || _cluster.HasJoined(node)).ToArray();
        return nodes.Length == 0 ? null : nodes[_random.Next(nodes.Length)];
    }

    private void Decide()
    {
        if (Any() is not { Undecided.Count: > 0 } node)
            return;
        var index = _random.Next(node.Undecided.Count);
        if (_random.Next(8) == 0)
            node.Cancel(index);
        else
            node.Decide(index);
    }

    private void End()
    {
        if (Any() is { Running.Count: > 0 } node)
            node.End(_random.Next(node.Running.Count));
    }

    private void Block()
    {
        if (Any() is not { Running.Count: > 0 } node)
            return;
        var grant = node.Running[_random.Next(node.Running.Count)].Grant;
        if (_blocked.Remove((node, grant)))
            node.Books.Scheduler.Unblock(grant);
        else if (_blocked.Add((node, grant)))
            node.Books.Scheduler.Block(grant);
    }

    private void Withdraw()
    {
        if (Any() is not { Jobs.Count: > 0 } node || node.Jobs[_random.Next(node.Jobs.Count)] is not { IsOver: false } job)
            return;
        job.IsWithdrawn = node.Books.Scheduler.Withdraw(job.Request!);
    }

    private void Reserve() => Any(joined: true)?.Reserve($"name{_random.Next(5)}", ++_actors);

    private void ReleaseName()
    {
        if (Any() is not { Names.Count: > 0 } node)
            return;
        var actor = node.Names[_random.Next(node.Names.Count)];
        node.Books.Names.Release(actor.Namespace, actor.Name!, actor.Id);
    }

    private void Elect()
    {
        if (Any(joined: true) is { } node)
            _cluster.Elect(node);
    }

    private void Kill(bool head)
    {
        var victim = head ? _cluster.Head : Any();
        if (victim is null || _kills == 6 || _cluster.Alive.Count() < 3)
            return;
        _kills++;
        _cluster.Kill(victim);
        foreach (var blocked in _blocked.Where(blocked => blocked.Node == victim).ToArray())
            _blocked.Remove(blocked);
    }

    private void Join()
    {
        if (_cluster.Nodes.Count < 10)
            _cluster.Add(gpus: _random.Next(0, 4), isDriver: _random.Next(6) == 0);
    }

    private void Settle()
    {
        _cluster.Run();
        if (_cluster.Head is null)
            _cluster.Elect(_cluster.Alive.First());
        var quiet = 0;
        while (quiet < 3)
        {
            _cluster.RunAndDecide();
            var running = _cluster.Alive.Where(node => node.Running.Count > 0).ToArray();
            foreach (var node in running)
                node.End(0);
            if (running.Length > 0)
                continue;
            quiet++;
            _cluster.Time.Advance(TimeSpan.FromSeconds(60));
        }

        CheckJobs();
        CheckResources();
        CheckNamesAtTheHead();
    }

    private void CheckJobs()
    {
        foreach (var node in _cluster.Alive)
        {
            Assert.All(node.Jobs, job => Assert.True(job.IsOver, $"A job that needs {job.Shape.ToPlace} hangs; its last request is {job.Request!.State}."));
            Assert.Empty(node.Books.Scheduler.Waiting());
            Assert.All(node.Reservations, reservation => Assert.NotNull(reservation.Query.Answer));
        }
    }

    private void CheckResources()
    {
        Assert.Empty(_cluster.Audit.Held);
        var usage = _cluster.Usage(_cluster.Alive.First());
        Assert.Equal(_cluster.Alive.Where(node => !node.Hello.IsDriver).Select(node => node.Id).ToHashSet(), usage.Select(node => node.Id).ToHashSet());
        Assert.Equal(UsageReport.Total(usage), UsageReport.Available(usage));
    }

    private void CheckNames()
    {
        var owned = _cluster.Alive.SelectMany(node => node.Names).Select(actor => actor.Name!).ToArray();
        Assert.Equal(owned.Distinct().Count(), owned.Length);
    }

    private void CheckNamesAtTheHead()
    {
        var asker = _cluster.Alive.Last();
        var list = asker.Books.Queries.Start(static number => new ListNames(number, "ns"));
        var owned = _cluster.Alive.SelectMany(node => node.Names).ToArray();
        var finds = owned.Select(actor => (actor, asker.Books.Queries.Start(number => new FindName(number, "ns", actor.Name!)))).ToArray();
        _cluster.Run();
        Assert.Equal(owned.Select(actor => actor.Name!).Order(StringComparer.Ordinal), ((NamesAnswer)list.Answer!).Names);
        Assert.All(finds, find => Assert.Equal(find.actor, ((NameAnswer)find.Item2.Answer!).Actor));
    }
}
