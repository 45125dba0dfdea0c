using RayAkka.Benchmarks.Harness;
using RayAkka.Benchmarks.Remotes;

namespace RayAkka.Benchmarks.Clusters;

/// <summary>Large arrays that another process has put.</summary>
internal sealed class FetchSuite(ClusterStage stage)
{
    private const int Bytes = 100_000_000;
    private const int WarmUps = 2;

    public IEnumerable<Benchmark> All =>
    [
        new("get_100_megabytes_remote", "get of 100 MB that another process has put, into a fresh array: byte[]; double[]; the floor is a bare TCP copy", Get) { Nodes = 1 },
    ];

    private IEnumerable<Result> Get(Session session)
    {
        var holder = ArrayHolder.Remote();
        yield return Of<byte>("byte[]", length => holder.PutBytes.Remote(length));
        yield return Of<double>("double[]", length => holder.PutDoubles.Remote(length));

        Result Of<T>(string variant, Func<int, ObjectRef<ObjectRef<T[]>>> put)
            where T : unmanaged
        {
            var bytes = session.Scale(Bytes);
            var length = bytes / System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
            using var receiver = new ArrayReceiver(stage.Processes[0].ArrayPort);
            var floor = new List<Round>();
            var rounds = new List<Round>();
            for (var round = 0; round < Rounds.Of(session).Rounds + WarmUps; round++)
            {
                // Each round gets an object that is not here yet.
                var reference = Ray.Get(put(length));
                floor.Add(Measure.OneRound(Once(() => receiver.Receive<T>(length)), TimeSpan.Zero));
                rounds.Add(Measure.OneRound(Once(() => Ray.Get(reference)), TimeSpan.Zero));
            }

            // The first rounds are not warm.
            var result = Rounds.From(session, new Series(rounds[WarmUps..]), new Series(floor[WarmUps..]), variant, "GB", bytes / 1e9);
            return result with
            {
                BytesPerOperation = rounds[WarmUps..].Min(round => round.BytesPerOperation),
                Checks = [Check.AtLeast("ratio", result.RatioToFloor!.Value, 0.5)],
            };
        }
    }

    private static Work Once<T>(Func<T[]> get) => Work.Sync(() => get().Length > 0 ? 1 : throw new InvalidOperationException("The array is empty."));
}
