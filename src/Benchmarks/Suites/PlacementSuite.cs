using System.Diagnostics;
using RayAkka.Benchmarks.Harness;
using RayAkka.Scheduling;

namespace RayAkka.Benchmarks.Suites;

/// <summary>The scheduler alone: groups that come and go, and a large cluster in numbers.</summary>
internal static class PlacementSuite
{
    private const int Groups = 100;
    private const int Nodes = 1_000;

    public static IEnumerable<Benchmark> All =>
    [
        new("placement_group_create_removal", "100 groups of one bundle are created, waited for and removed", CreateRemoval),
        new("scheduling_simulation", "1,000 nodes, 100,000 requests of 8 kinds, every third step ends one; requests that got their place a second", Simulation),
    ];

    private static IEnumerable<Result> CreateRemoval(Session session)
    {
        var groups = session.Scale(Groups);
        var series = Measure.InTurn(session.Settings, Work.Sync(() =>
        {
            PlacementGroup[] created = [.. Enumerable.Range(0, groups).Select(static _ => Ray.PlacementGroup([new() { NumCpus = 0.001 }]))];
            foreach (var group in created)
            {
                group.Wait();
            }

            foreach (var group in created)
            {
                group.Remove();
            }

            return groups;
        }))[0];
        yield return Line(session, series, "groups", 5_000);
    }

    private static IEnumerable<Result> Simulation(Session session)
    {
        var requests = session.Scale(100_000);
        var rounds = Enumerable.Range(0, Math.Min(3, session.Settings.Rounds) + 1).Select(seed => Simulate(seed, requests)).Skip(1).ToList();
        yield return Line(session, new Series(rounds), "placements", 20_000);
    }

    private static Round Simulate(int seed, int requests)
    {
        var random = new Random(seed);
        using var scheduler = new ClusterScheduler(TimeProvider.System, TimeSpan.FromSeconds(10));
        var ids = Enumerable.Range(1, Nodes).Select(static i => new NodeId(1, (ulong)i)).ToArray();
        foreach (var (i, id) in ids.Index())
        {
            var labels = new Dictionary<string, string> { ["zone"] = $"z{i % 8}" };
            scheduler.AddNode(id, ResourceSet.Create(128, i % 4 == 0 ? 8 : 0, 256L << 30, null), labels, gpuIds: null);
        }

        ResourceShape[][] shapes = [.. ids.Where(static (_, i) => i % 20 == 0).Select(Shapes)];
        var running = new List<Grant>(requests);
        var ends = 0;
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < requests; i++)
        {
            scheduler.Submit(new Wish(shapes[i % shapes.Length][random.Next(shapes[0].Length)], running));
            if (i % 3 == 0 && running.Count > 0)
            {
                var at = random.Next(running.Count);
                var ended = running[at];
                running[at] = running[^1];
                running.RemoveAt(running.Count - 1);
                scheduler.Release(ended);
                ends++;
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        return new Round(running.Count + ends, elapsed.TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    private static ResourceShape[] Shapes(NodeId wanted)
    {
        var (one, gpu) = (ResourceSet.Create(1, 0, 0, null), ResourceSet.Create(1, 0.1, 0, null));
        var half = ResourceSet.Create(0.5, 0, 1L << 30, null);
        return
        [
            new(one, one, null),
            new(one, one, null, PlacementRule.Spread),
            new(half, half, null),
            new(gpu, gpu, null),
            new(one, one, new Dictionary<string, LabelSelector> { ["zone"] = "in(z1, z2)" }),
            new(one, one, new Dictionary<string, LabelSelector> { ["zone"] = "!z3" }),
            new(half, half, null, PlacementRule.Affinity(wanted, isSoft: true)),
            new(ResourceSet.Create(4, 0, 0, null), ResourceSet.Create(4, 0, 0, null), null),
        ];
    }

    private static Result Line(Session session, Series series, string unit, double target) => new()
    {
        Name = session.Title(),
        Unit = unit,
        Median = series.Median,
        Best = series.Best,
        BytesPerOperation = series.BytesPerOperation,
        Checks = [Check.AtLeast($"{unit}/s", series.Median, target)],
    };

    private sealed class Wish(ResourceShape shape, List<Grant> running) : PlacementRequest(shape)
    {
        internal override void OnGranted() => running.Add(Grant!);

        internal override void OnUnschedulable(string reason) => throw new InvalidOperationException(reason);
    }
}
