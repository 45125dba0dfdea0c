namespace RayAkka.Conformance.Cycles;

public abstract class CallCycleTests(TestEngine engine) : EngineTests(engine)
{
    private static readonly string[] s_ways = ["Get", "Wait", "Await", "GetAsync", "WaitAsync", "AsTask", "Helper", "GetAsyncLater", "HelperAfterAwait"];

    public static TheoryData<string> Ways => [.. s_ways];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Wait_ForItself_FailsAndNamesTheCall(string how)
    {
        var peer = await PeerOfItselfAsync();
        var error = await CycleOfAsync(peer.Ping.Remote(1, how));
        Assert.All(error.Cycle, name => Assert.Equal("Peer.Ping", name));
        Assert.Contains("Peer.Ping -> Peer.Ping", error.Message, StringComparison.Ordinal);
        Assert.Equal(5, await Soon(peer.Answer.Remote(5)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Wait_AOnBOnA_FailsAndPrintsTheCycle(string how)
    {
        var (a, b) = await TwoPeersAsync();
        var error = await CycleOfAsync(a.Ping.Remote(2, how));
        Assert.InRange(error.Cycle.Count, 2, 3);
        Assert.Equal((1, 2), (await Soon(a.Answer.Remote(1)), await Soon(b.Answer.Remote(2))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wait_ThroughATask_Fails(bool asynchronous)
    {
        var peer = await PeerOfItselfAsync();
        var error = await CycleOfAsync(peer.ThroughATask.Remote(asynchronous));
        Assert.Contains("PeerWork.Ask", error.Cycle);
        Assert.Contains("Peer.ThroughATask", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_ThroughAnUnresolvedArgument_Fails()
    {
        var peer = await PeerOfItselfAsync();
        var error = await CycleOfAsync(peer.ThroughAnArgument.Remote());
        Assert.Contains("Work.Square", error.Cycle);
        Assert.Contains("Peer.Answer", error.Cycle);
    }

    [Theory]
    [InlineData("GetLimited")]
    [InlineData("GetAsyncLimited")]
    public async Task Wait_WithATimeLimit_IsNoCycle(string how)
    {
        var peer = await PeerOfItselfAsync();
        var error = await Assert.ThrowsAsync<RayTaskException>(() => Soon(peer.Ping.Remote(1, how)));
        Assert.IsType<GetTimeoutException>(error.InnerException);
    }

    [Theory]
    [InlineData("WaitAnyOfTwo")]
    [InlineData("WaitAsyncAnyOfTwo")]
    [InlineData("AnyOfTwoTasks")]
    public async Task Wait_ForAnyOfTwoWithAWayOut_IsNoCycle(string how)
    {
        var peer = await PeerOfItselfAsync();
        Assert.Equal(1, await Soon(peer.Ping.Remote(1, how)));
    }

    [Fact]
    public async Task Call_NobodyWaitsFor_IsNoCycle()
    {
        var (a, b) = await TwoPeersAsync();
        Assert.Equal(1, await Soon(a.Ping.Remote(10, "Return")));
        Assert.Equal((1, 2), (await Soon(a.Answer.Remote(1)), await Soon(b.Answer.Remote(2))));
    }

    [Fact]
    public async Task Await_InWorkTheMethodDoesNotWaitFor_IsNoCycle()
    {
        var probe = Probe.Create();
        var peer = await PeerOfItselfAsync();
        Assert.Equal(1, await Soon(peer.Beside.Remote(probe)));
        await probe.WaitAsync();
        Assert.Equal(["8"], probe.Notes);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Wait_MaxConcurrencyTwo_RunsThrough(string how)
    {
        var peer = Peer.Options(new() { MaxConcurrency = 2 }).Remote();
        await Soon(peer.Meet.Remote(peer));
        Assert.Equal(1, await Soon(peer.Ping.Remote(1, how)));
        await CycleOfAsync(peer.Ping.Remote(2, how));
    }

    [Fact]
    public async Task Wait_LongChainWithoutACircle_RunsThrough()
    {
        var peers = Enumerable.Range(0, 30).Select(_ => Peer.Remote()).ToArray();
        for (var i = 0; i + 1 < peers.Length; i++)
            await Soon(peers[i].Meet.Remote(peers[i + 1]));
        Assert.Equal(29, await Soon(peers[0].Ping.Remote(29, "Get")));
        Assert.Equal(29, await Soon(peers[0].Ping.Remote(29, "Await")));
    }

    private static async Task<CallCycleException> CycleOfAsync(ObjectRef reference)
    {
        Exception? error = await Assert.ThrowsAsync<RayTaskException>(() => Soon(reference));
        while (error is not CallCycleException and not null)
            error = error.InnerException;
        return Assert.IsType<CallCycleException>(error);
    }

    private static async Task<ActorHandle<Peer>> PeerOfItselfAsync()
    {
        var peer = Peer.Remote();
        await Soon(peer.Meet.Remote(peer));
        return peer;
    }

    private static async Task<(ActorHandle<Peer> A, ActorHandle<Peer> B)> TwoPeersAsync()
    {
        var (a, b) = (Peer.Remote(), Peer.Remote());
        await Soon(a.Meet.Remote(b));
        await Soon(b.Meet.Remote(a));
        return (a, b);
    }

    public sealed class Embedded() : CallCycleTests(new EmbeddedTestEngine());

    public sealed class Verified() : CallCycleTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : CallCycleTests(new LossyTestEngine(output));
}
