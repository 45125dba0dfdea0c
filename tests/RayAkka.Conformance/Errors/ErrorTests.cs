namespace RayAkka.Conformance.Errors;

public abstract class ErrorTests(TestEngine engine) : EngineTests(engine)
{
    [Fact]
    public async Task TaskException_CarriesTheUsersExceptionAndWhereItWasThrown()
    {
        var error = await FailureOfAsync(Chain.Tasks.Custom.Remote());
        Assert.Equal(42, Assert.IsType<OddException>(error.InnerException).Code);
        Assert.Equal(typeof(OddException).FullName, error.OriginalTypeName);
        Assert.Equal("Chain.Custom", error.CallName);
        Assert.Contains("code 42", error.Message, StringComparison.Ordinal);
        Assert.Contains("Chain.Custom", error.RemoteStackTrace, StringComparison.Ordinal);
        Assert.Contains("at RayAkka.Conformance.Samples.Chain.Custom", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(default, error.ActorId);
        Assert.NotEqual(default, error.NodeId);
    }

    [Fact]
    public async Task ActorException_NamesActorAndNode()
    {
        var actor = Counter.Remote(0);
        var error = await FailureOfAsync(actor.Throw.Remote("x"));
        Assert.NotEqual(default, error.ActorId);
        Assert.Equal(Ray.Nodes()[0].NodeId, error.NodeId);
    }

    [Fact]
    public async Task UsersCause_IsKept()
    {
        var error = await FailureOfAsync(Chain.Tasks.WithCause.Remote());
        Assert.IsType<FormatException>(Assert.IsType<InvalidOperationException>(error.InnerException).InnerException);
        Assert.Contains("inner", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ThreeNestedCalls_TheChainIsKept(bool asynchronous)
    {
        var outer = await FailureOfAsync(Chain.Tasks.Outer.Remote(asynchronous));
        Assert.Equal("Chain.Outer", outer.CallName);
        var middle = Assert.IsType<RayTaskException>(outer.InnerException);
        Assert.Equal("Chain.Middle", middle.CallName);
        var inner = Assert.IsType<RayTaskException>(middle.InnerException);
        Assert.Equal(asynchronous ? "Counter.ThrowTask" : "Counter.Throw", inner.CallName);
        Assert.Equal("deep down", Assert.IsType<InvalidOperationException>(inner.InnerException).Message);
        var text = outer.ToString();
        foreach (var frame in (string[])["Chain.Outer", "Chain.", asynchronous ? "Counter.ThrowTask" : "Counter.Throw", "deep down"])
            Assert.Contains(frame, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadingAnErrorTwice_ThrowsTwoExceptionsWithTheSameCause()
    {
        var failed = Work.Tasks.Fail.Remote("x");
        var first = await FailureOfAsync(failed);
        var second = Assert.Throws<RayTaskException>(() => Ray.Get(failed, Limit));
        Assert.NotSame(first, second);
        Assert.Same(first.InnerException, second.InnerException);
    }

    [Fact]
    public async Task EveryWayToRead_ThrowsTheSame()
    {
        var failed = Work.Tasks.FailAsync.Remote("x");
        await Assert.ThrowsAsync<RayTaskException>(async () => await failed);
        await Assert.ThrowsAsync<RayTaskException>(async () => await (ObjectRef)failed);
        await Assert.ThrowsAsync<RayTaskException>(async () => await failed.ConfigureAwait(false));
        await Assert.ThrowsAsync<RayTaskException>(() => failed.AsTask());
        await Assert.ThrowsAsync<RayTaskException>(() => ((ObjectRef)failed).AsTask());
        await Assert.ThrowsAsync<RayTaskException>(() => Ray.GetAsync(failed));
        await Assert.ThrowsAsync<RayTaskException>(() => Ray.GetAsync([failed]));
        Assert.Throws<RayTaskException>(() => Ray.Get(failed));
        Assert.Throws<RayTaskException>(() => Ray.Get((ObjectRef)failed));
        Assert.Throws<RayTaskException>(() => Ray.Get([failed]));
        Assert.Throws<RayTaskException>(() => Ray.Get(new List<ObjectRef> { failed }));
    }

    private static Task<RayTaskException> FailureOfAsync(ObjectRef reference) => Assert.ThrowsAsync<RayTaskException>(() => Soon(reference));

    public sealed class Embedded() : ErrorTests(new EmbeddedTestEngine());

    public sealed class Verified() : ErrorTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : ErrorTests(new LossyTestEngine(output));
}
