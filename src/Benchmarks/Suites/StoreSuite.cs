using RayAkka.Benchmarks.Floors;
using RayAkka.Benchmarks.Harness;
using RayAkka.Recovery.Stores;
using RayAkka.Stores.Sqlite;

namespace RayAkka.Benchmarks.Suites;

/// <summary>The stores of call journals, without the calls.</summary>
internal static class StoreSuite
{
    private const int Actors = 64;
    private const int RecordSize = 100;
    private const double MostAsked = 20_000;
    private const double AppendsAskedOfAFlush = 40;

    public static IEnumerable<Benchmark> All =>
    [
        new("sqlite_durable_appends", "64 actors append a record of 100 bytes each to one SQLite journal, the next when the last is on the disk", SqliteAppends),
        new("sqlite_recovery", "100,000 records of an actor are read back from a SQLite journal, from the opening to the last record", SqliteRecovery),
    ];

    private static IEnumerable<Result> SqliteAppends(Session session)
    {
        var folder = Directory.CreateTempSubdirectory("rayakka-benchmark-").FullName;
        var store = SqliteRecordStore.Open(Path.Combine(folder, "journal.db"), new StoreLog(null));
        using (var flushes = new FlushFloor(folder))
        {
            var logs = Enumerable.Range(0, Actors).Select(i => store.OpenAsync(Actor(i)).Result).ToArray();
            var next = logs.Select(log => log.LastPosition + 1).ToArray();
            var (appends, commits) = (0L, 0L);
            var series = Measure.InTurn(session.Settings, flushes.Work, Work.Timed(Append));
            var floor = series[0].Median;
            yield return session.From(series[1], series[0]) with
            {
                Unit = "records",
                Note = $"{Numbers.Short(floor)} flushes/s alone; {Numbers.Short((double)appends / commits)} records a commit",
                Checks = [Check.AtLeast("records/s", series[1].Median, Math.Min(MostAsked, AppendsAskedOfAFlush * floor))],
            };

            long Append(TimeSpan time)
            {
                var before = store.Commits;
                var done = Task.WhenAll(logs.Select((log, i) => AppendAsync(store, log, Actor(i), next[i], time))).Result;
                for (var i = 0; i < next.Length; i++)
                    next[i] += done[i];

                (appends, commits) = (appends + done.Sum(), commits + store.Commits - before);
                return done.Sum();
            }
        }

        store.DisposeAsync().AsTask().Wait();
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<Result> SqliteRecovery(Session session)
    {
        var folder = Directory.CreateTempSubdirectory("rayakka-benchmark-").FullName;
        var store = SqliteRecordStore.Open(Path.Combine(folder, "journal.db"), new StoreLog(null));
        var count = session.Scale(100_000);
        var log = store.OpenAsync(Actor(0)).Result;
        var records = Enumerable.Repeat(new ReadOnlyMemory<byte>(new byte[RecordSize]), count).ToArray();
        store.AppendAsync(Actor(0), log.Epoch, 1, records).Wait();

        var series = Measure.InTurn(session.Settings, Work.Sync(() => ReadAsync(store).Result));
        yield return new Result
        {
            Name = session.Title(),
            Unit = "records",
            Median = series[0].Median,
            Best = series[0].Best,
            BytesPerOperation = series[0].BytesPerOperation,
            Note = $"{Numbers.Short(count / series[0].Median)} s for all",
        };
        store.DisposeAsync().AsTask().Wait();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<int> AppendAsync(SqliteRecordStore store, OpenedLog log, ActorId actor, long first, TimeSpan time)
    {
        // Off the thread that starts all of them, so that they really are beside each other.
        await Task.Yield();
        var record = new ReadOnlyMemory<byte>[] { new byte[RecordSize] };
        var end = Environment.TickCount64 + (long)time.TotalMilliseconds;
        var count = 0;
        do
        {
            await store.AppendAsync(actor, log.Epoch, first + count++, record).ConfigureAwait(false);
        }
        while (Environment.TickCount64 < end);

        return count;
    }

    private static async Task<int> ReadAsync(SqliteRecordStore store)
    {
        var log = await store.OpenAsync(Actor(0)).ConfigureAwait(false);
        var count = 0;
        await foreach (var record in store.ReadAsync(Actor(0), log.Epoch, 0).ConfigureAwait(false))
            count++;

        return count;
    }

    private static ActorId Actor(int number) => new(0xBE7C_0000_0000_0001, (ulong)number);
}
