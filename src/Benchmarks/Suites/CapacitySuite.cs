using System.Diagnostics;
using RayAkka.Benchmarks.Harness;
using RayAkka.Benchmarks.Remotes;

namespace RayAkka.Benchmarks.Suites;

/// <summary>How much fits: many idle actors, many queued tasks.</summary>
internal static class CapacitySuite
{
    private const double Kilobyte = 1024;
    private const double Gigabyte = 1e9;

    public static IEnumerable<Benchmark> All =>
    [
        new("actor_creation", "100,000 actors are created, constructors run; then what each costs while idle", ActorCreation),
        new("million_queued_tasks", "1,000,000 tasks queue up while the CPUs are taken, then run; time from the first submission to the last result, largest working set", QueuedTasks),
    ];

    private static IEnumerable<Result> ActorCreation(Session session)
    {
        var count = session.Scale(100_000);
        // Every round's actors stay alive: the ending of earlier ones would be counted against later rounds.
        var alive = new List<ActorHandle<IdleActor>[]> { CreateActors(session.Scale(10_000)) };
        var rounds = new List<(double PerSecond, double BytesAllocated, double BytesHeld)>();
        for (var round = 0; round < Math.Min(3, session.Settings.Rounds); round++)
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var start = Stopwatch.GetTimestamp();
            alive.Add(CreateActors(count));
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            var held = GC.GetTotalMemory(forceFullCollection: true) - before;
            rounds.Add((count / seconds, (double)allocated / count, (double)held / count));
        }

        GC.KeepAlive(alive);

        var speed = Quantiles.Median(rounds.Select(round => round.PerSecond));
        var idle = Quantiles.Median(rounds.Select(round => round.BytesHeld));
        yield return new Result
        {
            Name = session.Title(),
            Unit = "actors",
            Median = speed,
            Best = rounds.Max(round => round.PerSecond),
            BytesPerOperation = rounds.Min(round => round.BytesAllocated),
            Note = $"an idle actor holds {Numbers.Short(idle)} bytes, its handle and its state included",
            Checks = [Check.AtLeast("actors/s", speed, 100_000), Check.AtMost("bytes an idle actor", idle, 3 * Kilobyte)],
        };
    }

    private static IEnumerable<Result> QueuedTasks(Session session)
    {
        var count = session.Scale(1_000_000);
        Calls.Batched(_ => Functions.Tasks.SmallValue.Remote()).RunFor(TimeSpan.Zero);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var cpus = new CpuHolder();
        using var peak = new PeakWorkingSet();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        var refs = new ObjectRef<int>[count];
        for (var i = 0; i < refs.Length; i++)
        {
            refs[i] = Functions.Tasks.SmallValue.Remote();
        }

        var submitted = Stopwatch.GetElapsedTime(start).TotalSeconds;
        cpus.Release();
        Ray.Get(refs);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        var gigabytes = peak.Bytes / Gigabyte;
        yield return new Result
        {
            Name = session.Title(),
            Unit = "tasks",
            Median = count / seconds,
            Best = count / seconds,
            BytesPerOperation = (double)allocated / count,
            Note = $"{Numbers.Short(seconds)} s, of which {Numbers.Short(submitted)} s to submit; working set at most {Numbers.Short(gigabytes)} GB",
            Checks = [Check.AtMost("seconds", seconds, 20), Check.AtMost("GB", gigabytes, 2)],
        };
    }

    private static ActorHandle<IdleActor>[] CreateActors(int count)
    {
        using var constructors = IdleActor.Expect(count);
        var actors = new ActorHandle<IdleActor>[count];
        for (var i = 0; i < actors.Length; i++)
        {
            actors[i] = IdleActor.Remote(i);
        }

        constructors.Wait();
        return actors;
    }
}
