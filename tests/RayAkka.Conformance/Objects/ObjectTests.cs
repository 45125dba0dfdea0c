namespace RayAkka.Conformance.Objects;

public abstract class ObjectTests(TestEngine engine) : EngineTests(engine)
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(20);

    private readonly Probe _probe = Probe.Create();

    [Fact]
    public async Task Put_Get_GivesTheValueInEveryWay()
    {
        var reference = Ray.Put("x");
        Assert.Equal("x", Ray.Get(reference));
        Assert.Equal("x", await reference);
        Assert.Equal("x", await reference);
        Assert.Equal("x", await Ray.GetAsync(reference));
        Assert.Equal("x", await reference.AsTask());
        Assert.Equal(["x"], Ray.Wait([reference]).Ready.Select(ready => Ray.Get(ready)));
        Assert.Null(Ray.Get(Ray.Put<string?>(null)));
    }

    [Fact]
    public async Task Get_Many_KeepsTheOrderAndAllowsDuplicates()
    {
        var slow = Work.Tasks.Hold.Remote(_probe, 1);
        var fast = Work.Tasks.Square.Remote(2);
        var many = Ray.GetAsync([slow, fast, slow], Limit);
        await Soon(fast);
        _probe.Open();
        Assert.Equal([1, 4, 1], await many);
        Assert.Equal([1, 4, 1], Ray.Get([slow, fast, slow], Limit));
        Assert.Empty(Ray.Get(Array.Empty<ObjectRef<int>>()));
    }

    [Fact]
    public async Task Get_NotThereInTime_ThrowsAndTheCallGoesOn()
    {
        var held = Work.Tasks.Hold.Remote(_probe, 1);
        var error = Assert.Throws<GetTimeoutException>(() => Ray.Get(held, s_short));
        Assert.Contains("Work.Hold", error.Message, StringComparison.Ordinal);
        Assert.Throws<GetTimeoutException>(() => Ray.Get(held, TimeSpan.Zero));
        Assert.Throws<GetTimeoutException>(() => Ray.Get([Ray.Put(1), held], s_short));
        await Assert.ThrowsAsync<GetTimeoutException>(() => Ray.GetAsync(held, s_short));
        await Assert.ThrowsAsync<GetTimeoutException>(() => Ray.GetAsync([Ray.Put(1), held], s_short));
        Assert.Throws<ArgumentException>(() => Ray.Get(held, TimeSpan.FromSeconds(-1)));
        _probe.Open();
        Assert.Equal(1, await Soon(held));
    }

    [Fact]
    public async Task GetAsync_Cancelled_EndsTheWaitOnly()
    {
        var held = Work.Tasks.Hold.Remote(_probe, 1);
        using var source = new CancellationTokenSource();
        var wait = Ray.GetAsync(held, cancellationToken: source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        _probe.Open();
        Assert.Equal(1, await Soon(held));
    }

    [Fact]
    public async Task Get_OneFailed_ThrowsAtOnce()
    {
        var held = Work.Tasks.Hold.Remote(_probe, 1);
        var failed = Work.Tasks.Fail.Remote("x");
        Assert.Throws<RayTaskException>(() => Ray.Get([held, failed], Limit));
        await Assert.ThrowsAsync<RayTaskException>(() => Ray.GetAsync([held, failed], Limit));
        _probe.Open();
    }

    [Fact]
    public async Task Wait_GivesAtMostWhatWasAskedForInInputOrder()
    {
        var held = Work.Tasks.Hold.Remote(_probe, 1);
        var done = Enumerable.Range(0, 4).Select(i => Work.Tasks.Square.Remote(i)).ToArray();
        await Soon(done);
        ObjectRef<int>[] all = [done[0], held, .. done[1..]];
        var result = Ray.Wait(all, numReturns: 2);
        Assert.Equal([done[0], done[1]], result.Ready);
        Assert.Equal([held, done[2], done[3]], result.NotReady);

        var late = Ray.Wait(all, numReturns: 5, timeout: s_short);
        Assert.Equal(done, late.Ready);
        Assert.Equal([held], late.NotReady);

        var waits = Ray.WaitAsync(all, numReturns: 5);
        Assert.False(waits.IsCompleted);
        _probe.Open();
        Assert.Equal(all, (await waits.WaitAsync(Limit)).Ready);
    }

    [Fact]
    public async Task Wait_Failed_CountsAsReady()
    {
        var failed = Work.Tasks.Fail.Remote("x");
        Assert.Equal([failed], Ray.Wait([failed], timeout: Limit).Ready);
        await Assert.ThrowsAsync<RayTaskException>(() => Soon(failed));
    }

    [Fact]
    public async Task Wait_WrongArguments_Throw()
    {
        var reference = Ray.Put(1);
        Assert.Throws<ArgumentException>(() => Ray.Wait([reference, reference]));
        Assert.Throws<ArgumentException>(() => Ray.Wait([reference], numReturns: 2));
        Assert.Throws<ArgumentException>(() => Ray.Wait([reference], numReturns: 0));
        Assert.Throws<ArgumentException>(() => Ray.Wait([reference, null!]));
        await Assert.ThrowsAsync<ArgumentException>(() => Ray.WaitAsync([reference, reference]));
    }

    [Fact]
    public async Task Wait_MixedTypes_Works()
    {
        var actor = Counter.Remote(1);
        ObjectRef[] all = [actor.Reset.Remote(), actor.Value.Remote(), Ray.Put("x")];
        var result = await Ray.WaitAsync(all, numReturns: 3, timeout: Limit);
        Assert.Equal(all, result.Ready);
    }

    [Fact]
    public async Task RefOfRefs_IsReadOneByOne()
    {
        var outer = Ray.Put(new List<ObjectRef<int>> { Work.Tasks.Square.Remote(3), Ray.Put(1) });
        var inner = Ray.Get(outer);
        Assert.Equal([9, 1], await Soon(inner));
        var returned = await Soon(TreeWork.Tasks.RefOfRef.Remote(4));
        Assert.Equal(16, await Soon(returned));
    }

    [Fact]
    public async Task As_BaseTypeOrInterface_ReadsTheSameObject()
    {
        ObjectRef<object> text = Work.Tasks.Square.Remote(3).As<object>();
        Assert.Equal(9, await Soon(text));
        ObjectRef<IEnumerable<int>> list = Ray.Put(new List<int> { 1 }).As<IEnumerable<int>>();
        Assert.Equal([1], await Soon(list));
        await Assert.ThrowsAsync<InvalidCastException>(() => Soon(Ray.Put(1).As<string>()));
        await Assert.ThrowsAsync<RayTaskException>(() => Soon(Work.Tasks.Fail.Remote("x").As<object>()));
    }

    [Fact]
    public void Value_OutsideAnExpression_Throws() => Assert.Throws<InvalidOperationException>(() => Ray.Put(1).Value);

    [Fact]
    public void Put_WhatCannotBePassed_Throws() => Assert.Throws<ArgumentException>(() => Ray.Put<Func<int>>(() => 1));

    public sealed class Embedded() : ObjectTests(new EmbeddedTestEngine());

    public sealed class Verified() : ObjectTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : ObjectTests(new LossyTestEngine(output));
}
