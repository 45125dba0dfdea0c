namespace RayAkka.Conformance.Objects;

public abstract class IsolationTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Tree _mine = new() { Leaves = { 1, 2 } };

    [Fact]
    public async Task Argument_ChangedByTheCallerAfterwards_IsAsItWasAtTheCall()
    {
        var probe = Probe.Create();
        var keeper = Keeper.Remote();
        var holder = Holder.Remote(probe);
        var kept = keeper.Keep.Remote(_mine);
        _mine.Leaves.Clear();
        await Soon(kept);
        Assert.Equal(2, await Soon(keeper.Leaves.Remote()));
        _mine.Leaves.Add(1);
        Assert.Equal(2, await Soon(keeper.Leaves.Remote()));
        GC.KeepAlive(holder);
    }

    [Fact]
    public async Task Argument_ChangedByTheCallee_IsUnchangedForTheCaller()
    {
        Assert.Equal(3, await Soon(TreeWork.Tasks.Grow.Remote(_mine)));
        Assert.Equal(2, _mine.Leaves.Count);
        var keeper = Keeper.Remote();
        await Soon(keeper.Keep.Remote(_mine));
        await Soon(keeper.Grow.Remote());
        Assert.Equal(2, _mine.Leaves.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Result_ChangedByTheActorAfterwards_IsAsItWasReturned(bool asynchronous)
    {
        var keeper = Keeper.Remote();
        var given = asynchronous ? keeper.GiveAsync.Remote() : keeper.Give.Remote();
        await Soon(keeper.Grow.Remote());
        var tree = await Soon(given);
        Assert.Empty(tree.Leaves);
        tree.Leaves.Add(9);
        tree.Leaves.Add(9);
        Assert.Equal(1, await Soon(keeper.Leaves.Remote()));
    }

    [Fact]
    public async Task Put_ChangedAfterwards_IsAsItWasPut()
    {
        var reference = Ray.Put(_mine);
        _mine.Leaves.Clear();
        Assert.Equal(2, (await Soon(reference)).Leaves.Count);
    }

    [Fact]
    public async Task Readers_EachGetACopyOfTheirOwn_AndTheSameTwice()
    {
        var reference = Ray.Put(_mine);
        var mine = Ray.Get(reference);
        mine.Leaves.Add(3);
        Assert.Same(mine, await reference);
        Assert.Same(mine, Ray.Get([reference])[0]);

        var (first, second) = (Keeper.Remote(), Keeper.Remote());
        Assert.Equal((true, 3), await Soon(first.ReadTwice.Remote([reference])));
        Assert.Equal((true, 3), await Soon(second.ReadTwice.Remote([reference])));
        Assert.Equal(3, await Soon(TreeWork.Tasks.Grow.Remote(reference)));
        Assert.Equal(3, await Soon(TreeWork.Tasks.Grow.Remote(reference)));
        Assert.Equal(3, mine.Leaves.Count);
    }

    [Fact]
    public async Task GetReadOnlyMemory_ReadsWithoutACopy()
    {
        var reference = Ray.Put(new[] { 1.0, 2.0, 3.0 });
        var view = Ray.GetReadOnlyMemory(reference);
        Assert.Equal([1.0, 2.0, 3.0], view.ToArray());
        Assert.True(view.Span == Ray.GetReadOnlyMemory(reference).Span);
        var copy = await Soon(reference);
        copy[0] = 9;
        Assert.Equal(1.0, view.Span[0]);
    }

    [Fact]
    public async Task Aliases_InsideOneArgumentOrResult_AreKept()
    {
        var shared = new Tree();
        Assert.True(await Soon(TreeWork.Tasks.HasOneSubtree.Remote(new Tree { Left = shared, Right = shared })));
        Assert.False(await Soon(TreeWork.Tasks.HasOneSubtree.Remote(new Tree { Left = new(), Right = new() })));
        var twins = await Soon(TreeWork.Tasks.Twins.Remote());
        Assert.Same(twins.Left, twins.Right);
    }

    [Fact]
    public async Task Result_ThatCannotBePassed_FailsTheCallWithWhatToDo()
    {
        var error = await Assert.ThrowsAsync<RayTaskException>(() => Soon(TreeWork.Tasks.Unsendable.Remote()));
        Assert.IsAssignableFrom<ArgumentException>(error.InnerException);
    }

    public sealed class Embedded() : IsolationTests(new EmbeddedTestEngine());

    public sealed class Verified() : IsolationTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : IsolationTests(new LossyTestEngine(output));
}
