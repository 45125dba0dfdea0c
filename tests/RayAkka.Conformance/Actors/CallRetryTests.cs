namespace RayAkka.Conformance.Actors;

/// <summary>How often a call of an actor runs, and in which order, when things go wrong.</summary>
public abstract class CallRetryTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    protected override RayOptions Options => base.Options with { UnschedulableAfter = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task Retries_WithoutLimit_NothingLost_EachCallRunsOnce()
    {
        const int Calls = 300;
        var ledger = Ledger.Options(new() { MaxTaskRetries = -1 }).Remote(_probe);
        var calls = Enumerable.Range(0, Calls).Select(_ => ledger.Add.Remote(1)).ToArray();
        Assert.Equal(Enumerable.Range(1, Calls), await Soon(calls));
        Assert.Equal(Calls, await Soon(ledger.Value.Remote()));
    }

    [Fact]
    public async Task ExceptionsAndLosses_OfOneCall_ShareItsRetries_TheLastException()
    {
        var node = await AddSpotAsync();
        var actor = Stubborn.Options(new() { Resources = Spot() }).Remote(_probe);
        var call = actor.Fail.Options(new() { MaxTaskRetries = 2, RetryExceptions = true }).Remote([2]);
        await _probe.ArrivedAsync(2);
        await KillNodeAsync(node);
        await AddSpotAsync();
        var error = await Assert.ThrowsAsync<RayTaskException>(() => Soon(call));
        Assert.Equal("attempt 3", error.InnerException!.Message);
        Assert.Equal(3, _probe.Arrivals);
    }

    [Fact]
    public async Task ExceptionsAndLosses_OfOneCall_ShareItsRetries_TheLastLoss()
    {
        var actor = Stubborn.Remote(_probe);
        var call = actor.Fail.Options(new() { MaxTaskRetries = 3, RetryExceptions = true }).Remote([2, 4]);
        await _probe.ArrivedAsync(2);
        Ray.Kill(actor, noRestart: false);
        await _probe.ArrivedAsync(2);
        Ray.Kill(actor, noRestart: false);
        await Assert.ThrowsAsync<ActorUnavailableException>(() => Soon(call));
        Assert.Equal(4, _probe.Arrivals);
    }

    [Fact]
    public async Task ExceptionThenLoss_ActorDeadForGood_FailsAsDead()
    {
        var actor = Stubborn.Options(new() { MaxRestarts = 0 }).Remote(_probe);
        var call = actor.Fail.Options(new() { MaxTaskRetries = 5, RetryExceptions = true }).Remote([2]);
        await _probe.ArrivedAsync(2);
        Ray.Kill(actor, noRestart: false);
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(call));
        Assert.Equal(2, _probe.Arrivals);
    }

    [Fact]
    public async Task RetryExceptions_SeveralCallsAtATime_EachRunsUntilItSucceeds()
    {
        var actor = Stubborn.Options(new() { MaxConcurrency = 4 }).Remote(_probe);
        var calls = Enumerable.Range(0, 4).Select(_ => actor.SucceedAt.Options(new() { MaxTaskRetries = -1, RetryExceptions = true }).Remote(8)).ToArray();
        foreach (var result in await Soon(calls))
            Assert.InRange(result, 8, int.MaxValue);
    }

    [Fact]
    public async Task RetryExceptions_OfAnotherProcessesCall_AreTakenFromItsRetries()
    {
        var actor = Stubborn.Remote(_probe);
        var task = ActorWork.Tasks.FailWithRetries.Remote(actor, 2);
        Assert.Equal("attempt 3", await Soon(task));
        Assert.Equal(3, _probe.Arrivals);
    }

    [Fact]
    public async Task Wait_ForAnActorThatIsRebuiltAgainAndAgain_UsesNoRetry()
    {
        var actor = SlowPhoenix.Options(new() { MaxRestarts = -1 }).Remote(_probe);
        Assert.Equal(1, await Soon(actor.Life.Remote()));
        await _probe.ArrivedAsync();
        Ray.Kill(actor, noRestart: false);
        await _probe.ArrivedAsync();
        var waits = actor.Life.Options(new() { MaxTaskRetries = 1 }).Remote();
        for (var i = 0; i < 3; i++)
        {
            Ray.Kill(actor, noRestart: false);
            await _probe.ArrivedAsync();
        }

        _probe.Open();
        Assert.Equal(5, await Soon(waits));
    }

    [Fact]
    public async Task Lost_LaterCallThatDependsOnTheRetriedOne_RunsBehindItInOrder()
    {
        var actor = Phoenix.Options(new() { MaxRestarts = 1, MaxTaskRetries = 1 }).Remote(_probe, []);
        var retried = actor.StayOnce.Remote(3);
        var dependent = actor.Mark.Remote(retried);
        var last = actor.Mark.Remote(4);
        await _probe.ArrivedAsync();
        Ray.Kill(actor, noRestart: false);
        Assert.Equal([3, 3, 4], await Soon([retried, dependent, last]));
        Assert.Equal(["made", "call 3", "made", "call 3", "call 3", "call 4"], _probe.Notes);
    }

    [Fact]
    public async Task Lost_CallWithoutRetries_LeavesTheSequence_LaterOnesRun()
    {
        var actor = Phoenix.Options(new() { MaxRestarts = 1 }).Remote(_probe, []);
        var failing = actor.Stay.Remote();
        var later = Enumerable.Range(1, 5).Select(i => actor.Mark.Options(new() { MaxTaskRetries = i % 2 }).Remote(i)).ToArray();
        await _probe.ArrivedAsync();
        Ray.Kill(actor, noRestart: false);
        await Assert.ThrowsAsync<ActorUnavailableException>(() => Soon(failing));
        for (var i = 1; i <= 5; i++)
        {
            if (i % 2 == 0)
                await Assert.ThrowsAsync<ActorUnavailableException>(() => Soon(later[i - 1]));
            else
                Assert.Equal(i, await Soon(later[i - 1]));
        }

        Assert.Equal(["made", "made", "call 1", "call 3", "call 5"], _probe.Notes);
    }

    [Theory]
    [InlineData("class", 1)]
    [InlineData("actor", 3)]
    [InlineData("method", 2)]
    [InlineData("call", 0)]
    public async Task MaxTaskRetries_Set_ByCallBeforeMethodBeforeActorBeforeClass(string by, int retries)
    {
        var actor = by == "class" ? Stubborn.Remote(_probe) : Stubborn.Options(new() { MaxTaskRetries = 3 }).Remote(_probe);
        var call = by switch
        {
            "method" => actor.StayByMethod.Remote(),
            "call" => actor.StayByMethod.Options(new() { MaxTaskRetries = 0 }).Remote(),
            _ => actor.Stay.Remote(),
        };
        for (var i = 0; i <= retries; i++)
        {
            await _probe.ArrivedAsync();
            Ray.Kill(actor, noRestart: false);
        }

        await Assert.ThrowsAsync<ActorUnavailableException>(() => Soon(call));
        Assert.Equal(retries + 1, _probe.Arrivals);
    }

    public sealed class Embedded() : CallRetryTests(new EmbeddedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : CallRetryTests(new LossyTestEngine(output));
}
