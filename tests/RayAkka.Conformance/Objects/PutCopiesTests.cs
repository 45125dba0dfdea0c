namespace RayAkka.Conformance.Objects;

/// <summary>Put objects that outlive the process that put them. In one process every node has the same memory, and nothing of it is lost with a node.</summary>
public abstract class PutCopiesTests(TestEngine engine) : EngineTests(engine)
{
    protected override RayOptions Options => base.Options with { UnschedulableAfter = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task Get_NodeThatPutDied_ReadsACopy()
    {
        var spot = await AddSpotAsync();
        var put = await Soon(Depositor.Options(OnSpot).Remote().Put.Remote(7, 2));

        await KillNodeAsync(spot);

        Assert.Equal(7, (await Soon(put[0]))[^1]);
        Assert.Equal(Depositor.Length, Ray.Get(put[0]).Length);
    }

    [Fact]
    public async Task Get_ManyReadersAfterTheDeath_AllReadACopy()
    {
        var spot = await AddSpotAsync();
        var readers = Enumerable.Range(0, 3).Select(static _ => Depositor.Remote()).ToArray();
        var put = await Soon(Depositor.Options(OnSpot).Remote().Put.Remote(7, 2));
        foreach (var reader in readers)
        {
            await Soon(reader.Keep.Remote(put));
        }

        await KillNodeAsync(spot);

        Assert.All(await Soon(readers.Select(static reader => reader.Last.Remote())), static last => Assert.Equal(7, last));
        Assert.Equal(7, (await Soon(put[0]))[^1]);
    }

    [Fact]
    public async Task Get_PassedOnAfterTheDeath_TheNextReaderFindsACopyToo()
    {
        var spot = await AddSpotAsync();
        var (first, second) = (Depositor.Remote(), Depositor.Remote());
        var put = await Soon(Depositor.Options(OnSpot).Remote().Put.Remote(7, 2));
        await Soon(first.Keep.Remote(put));

        await KillNodeAsync(spot);
        await Soon(first.PassOn.Remote(second));

        Assert.Equal(7, await Soon(second.Last.Remote()));
    }

    [Fact]
    public async Task Put_MoreCopiesThanNodes_AsManyAsThereAre()
    {
        var spot = await AddSpotAsync();
        var put = await Soon(Depositor.Options(OnSpot).Remote().Put.Remote(7, 100));
        Assert.Equal(9, Ray.Get(Ray.Put(Enumerable.Repeat(9.0, Depositor.Length).ToArray(), copies: 100))[^1]);

        await KillNodeAsync(spot);

        Assert.Equal(7, (await Soon(put[0]))[^1]);
    }

    [Fact]
    public void Put_SmallObjectsAndObjectsThatAreNoArrays_TakeCopiesToo()
    {
        Assert.Equal(5, Ray.Get(Ray.Put(5, copies: 3)));
        Assert.Equal(Depositor.Length, Ray.Get(Ray.Put(new List<string>(Enumerable.Repeat("a", Depositor.Length)), copies: 2)).Count);
    }

    [Fact]
    public void Put_NoCopies_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Ray.Put(5, copies: 0));

    private static ActorOptions OnSpot => new() { Resources = Spot() };

    public sealed class Embedded() : PutCopiesTests(new EmbeddedTestEngine());

    public sealed class Verified() : PutCopiesTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : PutCopiesTests(new LossyTestEngine(output));
}
