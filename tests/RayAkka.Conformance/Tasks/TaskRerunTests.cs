namespace RayAkka.Conformance.Tasks;

/// <summary>What a task that is tried again does to actors: the next attempt neither doubles it nor silently does something else.</summary>
public abstract class TaskRerunTests(TestEngine engine) : EngineTests(engine)
{
    private const int MaxRecorded = 8;

    private readonly Probe _probe = Probe.Create();
    private readonly Probe _calls = Probe.Create();

    // Between the loss of a node and the start of the next, nothing has what the tasks ask for.
    protected override RayOptions Options => base.Options with { UnschedulableAfter = TimeSpan.FromMinutes(5), MaxRecordedCalls = MaxRecorded };

    private static TaskOptions OnSpot => new() { Resources = Spot() };

    [Fact]
    public async Task NodeLost_AfterTwoIncrements_TheActorShowsTwoAndNotFour()
    {
        var ledger = Ledger.Remote(_calls);
        var node = await AddSpotAsync();
        var task = Reruns.Tasks.AddTwice.Options(OnSpot).Remote(_probe, ledger);
        await LoseAsync(node);
        Assert.Equal(3, await Soon(task));
        Assert.Equal(3, await Soon(ledger.Value.Remote()));
        Assert.Equal(["add 1", "add 2"], _calls.Notes);
        Assert.Equal(2, _probe.Arrivals);
    }

    [Fact]
    public async Task NodeLost_CallThatThrew_ThrowsAgainAndDoesNotRunAgain()
    {
        var ledger = Ledger.Remote(_calls);
        var node = await AddSpotAsync();
        var task = Reruns.Tasks.Refused.Options(OnSpot).Remote(_probe, ledger);
        await LoseAsync(node);
        Assert.Equal("no", await Soon(task));
        Assert.Equal(["refuse no"], _calls.Notes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task NodeLost_WhileACallRuns_TheNextAttemptGetsItsResult(int maxConcurrency)
    {
        var ledger = Ledger.Options(new() { MaxConcurrency = maxConcurrency }).Remote(_calls);
        var gate = Probe.Create();
        var node = await AddSpotAsync();
        var task = Reruns.Tasks.AddSlowly.Options(OnSpot).Remote(_probe, ledger, gate);
        await gate.ArrivedAsync();
        await LoseAsync(node);
        await _probe.ArrivedAsync();
        if (maxConcurrency > 1)
        {
            // What was sent to the actor before this has come.
            await Soon(ledger.Value.Remote());
        }

        gate.Open();
        Assert.Equal(1, await Soon(task));
        Assert.Equal(["add 1"], _calls.Notes);
        Assert.Equal(1, gate.Arrivals);
    }

    [Fact]
    public async Task RetryExceptions_CallsBeforeTheException_RunOnce()
    {
        var ledger = Ledger.Remote(_calls);
        Assert.Equal(2, await Soon(Reruns.Tasks.AddUntil.Options(new() { RetryExceptions = true }).Remote(_probe, ledger, 4)));
        Assert.Equal(4, _probe.Arrivals);
        Assert.Equal(2, await Soon(ledger.Value.Remote()));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task NextAttempt_MakesAnotherCall_FailsAndTheCallDoesNotRun(bool inArguments, bool looks)
    {
        var ledger = Ledger.Remote(_calls);
        var node = await AddSpotAsync();
        var task = Reruns.Tasks.Differ.Options(OnSpot).Remote(_probe, ledger, inArguments, looks);
        await _probe.ArrivedAsync();
        await Until.TrueAsync(() => _probe.Notes.Count > 0);
        await KillNodeAsync(node);
        await AddSpotAsync();
        var error = await Assert.ThrowsAsync<NonDeterministicException>(() => Soon(task));
        Assert.Contains("call 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("Ledger.Add", error.Message, StringComparison.Ordinal);
        Assert.Contains(inArguments ? "other arguments" : "Ledger.Clear", error.Message, StringComparison.Ordinal);
        Assert.Equal(["add 1", "add 2"], _calls.Notes);
        Assert.Equal(2, _probe.Arrivals);
    }

    [Fact]
    public async Task NodeLost_WhatTheAttemptCallsInAnswerToItsLoss_IsNotSent()
    {
        var ledger = Ledger.Remote(_calls);
        var ended = Probe.Create();
        var node = await AddSpotAsync();
        var task = Reruns.Tasks.AddAndComplain.Options(OnSpot).Remote(_probe, ended, ledger);
        await _probe.ArrivedAsync();
        await KillNodeAsync(node);
        await ended.ArrivedAsync();
        await AddSpotAsync();
        Assert.Equal(3, await Soon(task));
        Assert.Equal(["add 1", "add 2"], _calls.Notes);
    }

    [Fact]
    public async Task NodeLost_CallsNobodyWaitsFor_RunOnceEach()
    {
        var ledger = Ledger.Remote(_calls);
        var gate = Probe.Create();
        var blocked = ledger.AddSlowly.Remote(0, gate);
        var node = await AddSpotAsync();
        var task = Reruns.Tasks.SendOnly.Options(OnSpot).Remote(_probe, ledger, 3);
        await LoseAsync(node);
        await Soon(task);

        // Both attempts have ended before the first of their calls begins.
        gate.Open();
        await Soon(blocked);
        await Until.TrueAsync(() => _calls.Notes.Count >= 4);
        await Soon(ledger.Value.Remote());
        Assert.Equal(["add 0", "add 1", "add 2", "add 3"], _calls.Notes);
    }

    [Fact]
    public async Task Task_HasEnded_NothingIsRecordedOfIt()
    {
        var ledger = Ledger.Remote(_calls);
        var node = await AddSpotAsync();
        var lost = Reruns.Tasks.AddTwice.Options(OnSpot).Remote(_probe, ledger);
        await _probe.ArrivedAsync();
        Assert.Equal((2, 1), await Soon(ledger.Records.Remote()));
        await KillNodeAsync(node);
        await AddSpotAsync();
        await Soon(lost);
        await Soon(Reruns.Tasks.AddMany.Options(OnSpot).Remote(ledger, 5));
        await NothingIsRecordedAsync(ledger);
    }

    [Fact]
    public async Task Task_FailsForGood_NothingIsRecordedOfIt()
    {
        var ledger = Ledger.Remote(_calls);
        var node = await AddSpotAsync();
        var task = Reruns.Tasks.AddTwice.Options(OnSpot with { MaxRetries = 1 }).Remote(_probe, ledger);
        await _probe.ArrivedAsync();
        await KillNodeAsync(node);
        var thrown = Reruns.Tasks.AddUntil.Options(new() { RetryExceptions = true, MaxRetries = 1 }).Remote(Probe.Create(), ledger, 9);
        await Assert.ThrowsAsync<RayTaskException>(() => Soon(thrown));
        await AddSpotAsync();
        await Soon(task);
        await NothingIsRecordedAsync(ledger);
    }

    [Fact]
    public async Task Actor_HasEndedBeforeTheTask_ItsRecordsAreGoneToo()
    {
        await Runtime.AddNodeAsync(new NodeOptions { NumCpus = 4, NumGpus = 0, Resources = { ["home"] = 2 } });
        await AddSpotAsync();
        var atHome = new ActorOptions { Resources = { ["home"] = 1 } };
        var ledger = Ledger.Options(atHome).Remote(_calls);
        var other = Ledger.Options(atHome).Remote(Probe.Create());
        _ = Reruns.Tasks.AddTwice.Options(OnSpot).Remote(_probe, ledger);
        await _probe.ArrivedAsync();
        Assert.Equal((0, 1), await Soon(other.Records.Remote()));
        Ray.Kill(ledger);
        await NothingIsRecordedAsync(other);
    }

    [Fact]
    public async Task Calls_MoreThanAreRecorded_AreRefused_OthersRun()
    {
        await AddSpotAsync();
        var ledger = Ledger.Remote(_calls);
        Assert.Equal(MaxRecorded, await Soon(Reruns.Tasks.AddMany.Options(OnSpot).Remote(ledger, MaxRecorded)));
        var error = await Assert.ThrowsAsync<RayTaskException>(() => Soon(Reruns.Tasks.AddMany.Options(OnSpot).Remote(ledger, MaxRecorded + 1)));
        var refusal = Assert.IsType<RayActorException>(error.InnerException);
        Assert.Contains(nameof(RayOptions.MaxRecordedCalls), refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2 * MaxRecorded, await Soon(ledger.Value.Remote()));

        // Tasks that are not tried again, and the driver, need no records.
        await Soon(Reruns.Tasks.AddMany.Options(OnSpot with { MaxRetries = 0 }).Remote(ledger, 3 * MaxRecorded));
        for (var i = 0; i < 2 * MaxRecorded; i++)
            await Soon(ledger.Add.Remote(1));
        Assert.Equal(7 * MaxRecorded, await Soon(ledger.Value.Remote()));
    }

    [Fact]
    public async Task ActorRebuiltBetweenTheAttempts_TheCallsRunAgainOnTheNewOne()
    {
        var ledger = Ledger.Options(new() { MaxRestarts = -1, MaxTaskRetries = -1 }).Remote(_calls);
        var node = await AddSpotAsync();
        var task = Reruns.Tasks.AddTwice.Options(OnSpot).Remote(_probe, ledger);
        await _probe.ArrivedAsync();
        Ray.Kill(ledger, noRestart: false);
        Assert.True(await Soon(ledger.WasReconstructed.Remote()));
        await KillNodeAsync(node);
        await AddSpotAsync();
        Assert.Equal(3, await Soon(task));
        Assert.Equal(["add 1", "add 2", "add 1", "add 2"], _calls.Notes);
    }

    [Fact]
    public async Task NestedTask_InTheNextAttempt_HasTheSameId()
    {
        var node = await AddSpotAsync();
        var task = Reruns.Tasks.SubmitsATask.Options(OnSpot).Remote(_probe);
        await LoseAsync(node);
        var id = await Soon(task);
        Assert.Equal([id.ToString(), id.ToString()], _probe.Notes);
    }

    [Fact]
    public async Task ActorOfTheAttempt_PassedOn_IsNoDifference()
    {
        var ledger = Ledger.Remote(_calls);
        var node = await AddSpotAsync();
        var task = Reruns.Tasks.PassesItsActor.Options(OnSpot).Remote(_probe, ledger);
        await LoseAsync(node);
        Assert.Equal(5, await Soon(task));
        Assert.Equal(["take True"], _calls.Notes);
    }

    [Fact]
    public async Task ManyTasks_NodesLostUnderThem_EachIncrementCountsOnce()
    {
        const int Tasks = 40, Increments = 6;
        var ledgers = Enumerable.Range(0, 3).Select(_ => Ledger.Remote(_calls)).ToArray();
        var spots = new Queue<NodeId>([await AddSpotAsync(), await AddSpotAsync()]);
        Probe[] gates = [Probe.Create(), Probe.Create(), Probe.Create()];
        var options = OnSpot with { NumCpus = 0, MaxRetries = -1 };
        var tasks = Enumerable.Range(0, Tasks).Select(i => Reruns.Tasks.AddBetween.Options(options).Remote(ledgers[i % 3], gates)).ToArray();
        foreach (var gate in gates)
        {
            await gate.ArrivedAsync(Tasks);
            await KillNodeAsync(spots.Dequeue());
            spots.Enqueue(await AddSpotAsync());
            gate.Open();
        }

        foreach (var task in tasks)
            await Soon(task);
        var values = await Soon(ledgers.Select(ledger => ledger.Value.Remote()));
        Assert.Equal(Tasks * Increments, values.Sum());
        Assert.Equal(Tasks * Increments, _calls.Notes.Count);
        foreach (var ledger in ledgers)
            await NothingIsRecordedAsync(ledger);
    }

    // The task's first attempt has done what it should; the next runs on another node.
    private async Task LoseAsync(NodeId node)
    {
        await _probe.ArrivedAsync();
        await KillNodeAsync(node);
        await AddSpotAsync();
    }

    private static async Task NothingIsRecordedAsync(ActorHandle<Ledger> ledger)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (await Soon(ledger.Records.Remote()) != (0, 0))
            limit.Token.ThrowIfCancellationRequested();
    }

    public sealed class Embedded() : TaskRerunTests(new EmbeddedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : TaskRerunTests(new LossyTestEngine(output));
}
