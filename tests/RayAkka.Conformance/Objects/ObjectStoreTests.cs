using System.Runtime.CompilerServices;
using RayAkka.Recovery.Stores;

namespace RayAkka.Conformance.Objects;

/// <summary>The memory limit of the object store: what leaves memory, what comes back, and what does not fit.</summary>
public abstract class ObjectStoreTests(TestEngine engine) : EngineTests(engine)
{
    private const int Mega = 1024 * 1024;
    private const long StoreLimit = 10 * Mega;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "rayakka-tests", Guid.NewGuid().ToString("n"));

    protected override RayOptions Options => base.Options with { ObjectStoreMemory = StoreLimit, StoragePath = _folder };

    private string[] Files => Directory.Exists(Path.Combine(_folder, "spill")) ? Directory.GetFiles(Path.Combine(_folder, "spill"), "*", SearchOption.AllDirectories) : [];

    private string[] Spilled => [.. Files.Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))];

    [Fact]
    public void Put_TwiceTheLimitInPieces_StaysWithinItAndIsReadBack()
    {
        var refs = new List<ObjectRef<byte[]>>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 20; i++)
        {
            refs.Add(Ray.Put(Piece(i)));
            Assert.InRange(Runtime.Store.Resident, 0, StoreLimit);
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, 0, (long)(1.2 * StoreLimit));
        Assert.InRange(Spilled.Length, 10, 20);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(Piece(i), Ray.Get(refs[i]));
            Assert.InRange(Runtime.Store.Resident, 0, StoreLimit);
        }
    }

    [Fact]
    public async Task Get_ManyThatDoNotFitTogether_GivesAll()
    {
        var refs = Enumerable.Range(0, 20).Select(i => Ray.Put(Piece(i))).ToArray();

        var read = Ray.Get(refs, Limit);
        var again = await Ray.GetAsync(refs, cancellationToken: default).WaitAsync(Limit);

        Assert.Equal(Enumerable.Range(0, 20).Select(i => (byte)i), read.Select(piece => piece[^1]));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (byte)i), again.Select(piece => piece[^1]));
    }

    [Fact]
    public void Put_LeastRecentlyUsed_LeavesFirst()
    {
        var refs = Enumerable.Range(0, 9).Select(i => Ray.Put(Piece(i))).ToArray();
        _ = Ray.GetReadOnlyMemory(refs[0]);

        var more = Ray.Put(Piece(9, 3 * Mega));

        Assert.Equal([1, 2], Enumerable.Range(0, 9).Where(i => refs[i].IsAway));
        GC.KeepAlive(more);
    }

    [Fact]
    public async Task Spilled_ObjectsOfEveryKind_ComeBackAsTheyWere()
    {
        var inside = Ray.Put(7);
        var handle = Counter.Remote(5);
        var text = Ray.Put(new string('x', Mega));
        var graph = Ray.Put(new Dictionary<string, List<double[]>> { ["a"] = [new double[50_000], new double[20_000]] });
        var doubles = Ray.Put(new double[][] { new double[100_000], [1, 2] });
        var grid = Ray.Put(new int[300, 300]);
        var holding = Ray.Put(new Parcel(new byte[Mega], inside, handle));
        var list = Ray.Put(Enumerable.Range(0, 100_000).ToList());

        var filler = Enumerable.Range(0, 10).Select(i => Ray.Put(Piece(i))).ToArray();

        Assert.All(new ObjectRef[] { text, graph, doubles, grid, holding, list }, reference => Assert.True(reference.IsAway, reference.ToString()));
        Assert.Equal(new string('x', Mega), await text);
        Assert.Equal([50_000, 20_000], (await graph)["a"].Select(part => part.Length));
        Assert.Equal([100_000, 2], (await doubles).Select(part => part.Length));
        Assert.Equal(90_000, Ray.Get(grid).Length);
        Assert.Equal(100_000, Ray.Get(list).Distinct().Count());
        var parcel = Ray.Get(holding);
        Assert.Equal(7, await parcel.Inside);
        Assert.Equal(6, await parcel.Handle.Increment.Remote(1));
        GC.KeepAlive(filler);
    }

    [Fact]
    public void Spilled_ReadTwiceByOneReader_IsTheSameInstance()
    {
        var reference = Ray.Put(Piece(1));
        var first = Ray.Get(reference);
        first[0] = 99;

        Fill();

        Assert.True(reference.IsAway);
        Assert.Same(first, Ray.Get(reference));
        Assert.Equal(99, Ray.Get(reference)[0]);
    }

    [Fact]
    public async Task Spilled_ResultOfAnActor_IsReadByTasksAndWaits()
    {
        var packer = Packer.Remote();
        var result = packer.Pack.Remote(Mega, 3);
        Assert.Equal(3, (await Soon(result))[5]);

        Fill();

        Assert.Equal(3 * (Mega / 2), await Soon(Packing.Tasks.Sum.Remote(result, Mega / 2)));
        Assert.Equal(3, await Soon(packer.First.Remote(result)));
        _ = Assert.Single(Ray.Wait([result], timeout: TimeSpan.Zero).Ready);
        Assert.Equal(3, (await result)[1]);
    }

    [Fact]
    public async Task Spilled_ReadByAReplayedActor_IsNoEventOfIts()
    {
        await RestartAsync(Options with { Journal = new JournalChoice(JournalChoice.Memory, "") });
        var archive = Archive.Remote();
        var counter = Counter.Remote(10);
        await Soon(archive.Keep.Remote(4));

        // In the first run the object is on disk; in the replay it has just been put.
        Fill();
        Assert.Equal(11 + 12 + 12, await Soon(archive.Read.Remote(counter)));
        Ray.Kill(archive, noRestart: false);

        Assert.Equal(35 + 13 + 14 + 12, await Soon(archive.Read.Remote(counter)));
        Assert.Equal(14, await Soon(counter.Value.Remote()));
    }

    [Fact]
    public async Task Spilled_ManyReadersAtOnce_AllGetIt()
    {
        var reference = Ray.Put(Piece(4));
        for (var round = 0; round < 5; round++)
        {
            Fill();
            Assert.True(reference.IsAway);
            var sums = Enumerable.Range(0, 20).Select(_ => Packing.Tasks.Sum.Options(new() { NumCpus = 0.1 }).Remote(reference, 10)).ToArray();
            Assert.All(await Soon(sums), sum => Assert.Equal(40, sum));
        }
    }

    [Fact]
    public async Task Collect_SpilledRef_DeletesItsFile()
    {
        PutAndForget();
        Assert.NotEmpty(Spilled);

        await Until.TrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Spilled.Length == 0 && Runtime.Store.Resident == 0;
        });
    }

    [Fact]
    public void Put_RefsAreDropped_GarbageIsCollectedBeforeAnythingIsSpilled()
    {
        for (var i = 0; i < 100; i++)
        {
            PutOne(i);
        }

        Assert.Equal(0, Runtime.Store.Spills);
    }

    [Fact]
    public void Put_SmallObjectsAndStructs_AreNotCounted()
    {
        var small = Enumerable.Range(0, 100).Select(i => Ray.Put(new byte[50_000])).ToArray();
        var immutable = Ray.Put(System.Collections.Immutable.ImmutableArray.Create(new byte[Mega]));

        Assert.Equal(0, Runtime.Store.Resident);
        Assert.All(small, reference => Assert.Null(reference.Extras));
        GC.KeepAlive(immutable);
    }

    [Fact]
    public async Task Put_LargerThanTheStore_ThrowsObjectStoreFull()
    {
        var error = Assert.Throws<ObjectStoreFullException>(() => Ray.Put(new byte[StoreLimit + 1]));
        Assert.Contains("ObjectStoreMemory", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ObjectStoreFullException>(() => Soon(Packer.Remote().Pack.Remote((int)StoreLimit + 1, 1)));
        await Assert.ThrowsAsync<ObjectStoreFullException>(() => Soon(Packing.Tasks.Make.Options(new() { RetryExceptions = true }).Remote((int)StoreLimit + 1)));
        Assert.Equal(0, Runtime.Store.Resident);
        Assert.Equal(1, Ray.Get(Ray.Put(Piece(1)))[0]);
    }

    [Fact]
    public async Task Put_DiskIsFull_ThrowsOutOfDiskAndWhatIsThereStays()
    {
        await RestartAsync(Options with { FreeDiskBytes = _ => Mega });
        var refs = Enumerable.Range(0, 10).Select(i => Ray.Put(Piece(i))).ToArray();

        var error = Assert.Throws<OutOfDiskException>(() => Ray.Put(Piece(1)));

        Assert.Contains(_folder, error.Message, StringComparison.Ordinal);
        if (!Runtime.IsCluster)
        {
            // There each node has a store of its own.
            await Assert.ThrowsAsync<OutOfDiskException>(() => Soon(Packer.Remote().Pack.Remote(Mega, 1)));
        }

        Assert.All(Enumerable.Range(0, 10), i => Assert.Equal(i, Ray.Get(refs[i])[0]));
        Assert.Equal(StoreLimit, Runtime.Store.Resident);
    }

    [Fact]
    public async Task Put_FolderCannotBeMade_ThrowsObjectStoreFull()
    {
        Directory.CreateDirectory(_folder);
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");
        await RestartAsync(Options with { StoragePath = file, LoggerFactory = new CapturedLogs() });
        var refs = Enumerable.Range(0, 10).Select(i => Ray.Put(Piece(i))).ToArray();

        Assert.Throws<ObjectStoreFullException>(() => Ray.Put(Piece(1)));

        Assert.Equal(9, Ray.Get(refs[9])[0]);
    }

    [Fact]
    public async Task Shutdown_RemovesTheFilesAndTheNextStartWhatDeadProcessesLeft()
    {
        var leftover = Path.Combine(_folder, "spill", "00dead");
        Directory.CreateDirectory(leftover);
        await File.WriteAllTextAsync(Path.Combine(leftover, "1"), "left");
        await File.WriteAllTextAsync(leftover + ".lock", "");
        var other = Path.Combine(_folder, "spill", "00alive");
        Directory.CreateDirectory(other);
        await using var alive = new FileStream(other + ".lock", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

        await RestartAsync(Options);

        Assert.False(Directory.Exists(leftover));
        Assert.False(File.Exists(leftover + ".lock"));
        Assert.True(Directory.Exists(other));
        var reference = Ray.Put(Piece(1));
        Fill();
        Assert.NotEmpty(Spilled);
        await RestartAsync(Options);
        Assert.Empty(Spilled);
        Assert.Contains("shut down", Assert.Throws<ObjectLostException>(() => Ray.Get(reference)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_FromManyThreads_NeverExceedsTheLimit()
    {
        using var over = new CancellationTokenSource();
        var highest = 0L;
        var watch = Task.Run(() =>
        {
            // Once at least, with the last ones in: the puts may be over before this has a thread.
            do
            {
                highest = Math.Max(highest, Runtime.Store.Resident);
            }
            while (!over.IsCancellationRequested);
        });

        var puts = await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(
            () => Enumerable.Range(0, 10).Select(i => Ray.Put(Piece((thread * 10) + i))).ToArray())));
        await over.CancelAsync();
        await watch;

        Assert.InRange(highest, 1, StoreLimit);
        for (var i = 0; i < 40; i++)
        {
            Assert.Equal(i, Ray.Get(puts[i / 10][i % 10])[0]);
        }
    }

    private static byte[] Piece(int value, int length = Mega)
    {
        var piece = new byte[length];
        Array.Fill(piece, (byte)value);
        return piece;
    }

    private static void Fill()
    {
        var filler = Enumerable.Range(0, 10).Select(i => Ray.Put(Piece(i))).ToArray();
        GC.KeepAlive(filler);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PutAndForget()
    {
        var refs = Enumerable.Range(0, 15).Select(i => Ray.Put(Piece(i))).ToArray();
        GC.KeepAlive(refs);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PutOne(int i) => _ = Ray.Put(Piece(i));

    public sealed class Embedded() : ObjectStoreTests(new EmbeddedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : ObjectStoreTests(new LossyTestEngine(output));
}
