using RayAkka.Recovery;
using RayAkka.Tests.Wire.Support;

namespace RayAkka.Tests.Recovery;

public sealed class CallRecordsTests
{
    private static readonly CallerId s_caller = CallerId.Of(new TaskId(1, 2));
    private static readonly CallerId s_other = CallerId.Volatile(7);

    private readonly CallRecords _records = new(limit: 5);

    public CallRecordsTests() => _records.Open(s_caller);

    [Fact]
    public void Begin_NewCalls_Run()
    {
        Assert.Equal(CallDecision.Run, Begin(1, out _));
        Assert.Equal(CallDecision.Run, Begin(3, out _));
        Assert.Equal(CallDecision.Run, _records.Begin(s_other, 1, 0, new TestRef<int>(), out _));
        Assert.Equal((3, 2), (_records.Count, _records.CallerCount));
    }

    [Fact]
    public void Begin_SameName_JoinsTheRunningCallAndIsAnsweredByTheFinishedOne()
    {
        Begin(1, out var first);
        Assert.Equal(CallDecision.Joined, _records.Begin(s_caller, 1, 9, new TestRef<int>(), out var recorded));
        Assert.Same(first, recorded);
        first.TrySetOwned(5);
        Assert.Equal(CallDecision.Answered, _records.Begin(s_caller, 1, 9, new TestRef<int>(), out recorded));
        Assert.Same(first, recorded);
    }

    [Fact]
    public void Begin_SameCallObject_Runs()
    {
        Begin(1, out var first);
        Assert.Equal(CallDecision.Run, _records.Begin(s_caller, 1, 9, first, out _));
        Assert.Equal(1, _records.Count);
    }

    [Fact]
    public void Begin_SameNameWithAnotherHash_Differs()
    {
        Begin(1, out var first);
        Assert.Equal(CallDecision.Differs, _records.Begin(s_caller, 1, 10, new TestRef<int>(), out var recorded));
        Assert.Same(first, recorded);
    }

    [Fact]
    public void Acknowledge_DropsTheRecordsAndNeverRunsThoseIndexesAgain()
    {
        for (var i = 1; i <= 4; i++)
            Begin(i * 2, out _);
        _records.Acknowledge(s_caller, 5);
        Assert.Equal((2, 5L), (_records.Count, _records.WatermarkOf(s_caller)));
        Assert.Equal(CallDecision.AlreadyAcknowledged, Begin(4, out _));
        Assert.Equal(CallDecision.AlreadyAcknowledged, Begin(5, out _));
        Assert.Equal(CallDecision.Joined, Begin(6, out _));
        Assert.Equal(CallDecision.Run, Begin(7, out _));
        _records.Acknowledge(s_caller, 3);
        Assert.Equal(5, _records.WatermarkOf(s_caller));
    }

    [Fact]
    public void Begin_AtTheLimit_RefusesNewCallsOfThatCallerOnly()
    {
        for (var i = 1; i <= 5; i++)
            Begin(i, out _);
        Assert.Equal(CallDecision.Full, Begin(6, out _));
        Assert.Equal(CallDecision.Joined, Begin(5, out _));
        Assert.Equal(CallDecision.Run, _records.Begin(s_other, 6, 9, new TestRef<int>(), out _));
        _records.Acknowledge(s_caller, 1);
        Assert.Equal(CallDecision.Run, Begin(6, out _));
    }

    [Fact]
    public void Begin_BehindManyCallsOfAJournal_Runs()
    {
        for (var i = 1; i <= 20; i++)
            _records.Enter(s_other, i, 0, new TestRef<int>());
        for (var i = 21; i <= 25; i++)
            Assert.Equal(CallDecision.Run, _records.Begin(s_other, i, 0, new TestRef<int>(), out _));
        Assert.Equal(CallDecision.Full, _records.Begin(s_other, 26, 0, new TestRef<int>(), out _));
    }

    [Fact]
    public void Begin_BehindManyCallsOfACheckpoint_Runs()
    {
        for (var i = 1; i <= 5; i++)
            _records.Begin(s_other, i, 0, new TestRef<int>(), out _);
        var restored = new CallRecords(limit: 5);
        restored.Restore(_records.Snapshot());
        for (var i = 6; i <= 10; i++)
            Assert.Equal(CallDecision.Run, restored.Begin(s_other, i, 0, new TestRef<int>(), out _));
        Assert.Equal(CallDecision.Full, restored.Begin(s_other, 11, 0, new TestRef<int>(), out _));
        restored.Acknowledge(s_other, 6);
        Assert.Equal(CallDecision.Run, restored.Begin(s_other, 11, 0, new TestRef<int>(), out _));
    }

    [Fact]
    public void Begin_FromAnOlderIncarnation_RunsNothingThatTheNewerHasNotMade()
    {
        var actor = CallerId.Of(new ActorId(3, 4));
        CallIdentity Of(long epoch) => new(actor, default, 9, Epoch: epoch);
        Assert.Equal(CallDecision.Run, _records.Begin(actor, 1, 9, new TestRef<int>(), out _, Of(2)));
        Assert.Equal(CallDecision.Run, _records.Begin(actor, 3, 9, new TestRef<int>(), out _, Of(5)));
        Assert.Equal(CallDecision.Joined, _records.Begin(actor, 1, 9, new TestRef<int>(), out _, Of(2)));
        Assert.Equal(CallDecision.Joined, _records.Begin(actor, 3, 9, new TestRef<int>(), out _, Of(2)));
        Assert.Equal(CallDecision.Outdated, _records.Begin(actor, 2, 9, new TestRef<int>(), out _, Of(2)));
        Assert.Equal(CallDecision.Outdated, _records.Begin(actor, 4, 9, new TestRef<int>(), out _, Of(4)));
        Assert.Equal(CallDecision.Run, _records.Begin(actor, 4, 9, new TestRef<int>(), out _, Of(5)));

        var restored = new CallRecords(limit: 5);
        restored.Restore(_records.Snapshot());
        Assert.Equal(CallDecision.Outdated, restored.Begin(actor, 5, 9, new TestRef<int>(), out _, Of(4)));
    }

    [Fact]
    public void TryFollow_OnceUntilTheCallerIsForgottenOrHasAnotherOwner()
    {
        var actor = CallerId.Of(new ActorId(3, 4));
        var (first, second) = (new NodeId(1, 1), new NodeId(1, 2));
        Assert.Null(_records.TryFollow(actor));
        _records.Begin(actor, 1, 9, new TestRef<int>(), out _, new(actor, first, 9, Epoch: 1));
        Assert.Equal(first, _records.TryFollow(actor)!.Owner);
        Assert.Null(_records.TryFollow(actor));
        _records.Begin(actor, 2, 9, new TestRef<int>(), out _, new(actor, second, 9, Epoch: 2));
        Assert.Equal(second, _records.TryFollow(actor)!.Owner);
        _records.Forget(actor, stragglers: true);
        Assert.NotNull(_records.TryFollow(actor));
    }

    [Fact]
    public void Forget_LeavesNothingOfTheCaller()
    {
        Begin(1, out _);
        _records.Forget(s_caller);
        Assert.Equal((0, 0), (_records.Count, _records.CallerCount));
    }

    [Fact]
    public void Begin_TaskThatIsNotOpen_RunsWithoutARecord()
    {
        _records.Forget(s_caller);
        Assert.Equal(CallDecision.Run, Begin(1, out _));
        Assert.Equal(CallDecision.Run, Begin(1, out _));
        Assert.Equal((0, 0), (_records.Count, _records.CallerCount));
    }

    [Fact]
    public void Forget_WithStragglers_NeverRunsWhatHasComeAgain()
    {
        Begin(1, out _);
        Begin(4, out _);
        _records.Forget(s_caller, stragglers: true);
        Assert.Equal(0, _records.Count);
        Assert.Equal(CallDecision.AlreadyAcknowledged, Begin(4, out _));
        Assert.Equal(CallDecision.Run, Begin(5, out _));
        Assert.Equal(CallDecision.Joined, Begin(5, out _));
    }

    [Fact]
    public void Begin_InAnyOrderWithRepetitionsAndAcknowledgements_RunsEachIndexAtMostOnce()
    {
        var random = new Random(4);
        var records = new CallRecords(limit: 1000);
        records.Open(s_caller);
        var run = new HashSet<long>();
        var acknowledged = 0L;
        for (var i = 0; i < 20_000; i++)
        {
            var index = acknowledged + random.Next(-5, 60);
            var decision = records.Begin(s_caller, index, (ulong)index, new TestRef<int>(), out var recorded);
            Assert.Equal(
                index <= acknowledged ? CallDecision.AlreadyAcknowledged : run.Add(index) ? CallDecision.Run : CallDecision.Joined, decision);
            if (random.Next(8) == 0)
                records.Acknowledge(s_caller, acknowledged = Math.Max(acknowledged, index - 20));
        }

        Assert.Equal(run.Count(index => index > acknowledged), records.Count);
    }

    [Fact]
    public void Restore_OfASnapshot_DecidesAsBefore()
    {
        Begin(1, out _);
        Begin(2, out var second);
        Begin(3, out _);
        second.TrySetOwned(1);
        _records.Acknowledge(s_caller, 1);
        var restored = new CallRecords(limit: 5);
        restored.Begin(s_other, 1, 0, new TestRef<int>(), out _);
        restored.Restore(_records.Snapshot());
        Assert.Equal((2, 1L, 1), (restored.Count, restored.WatermarkOf(s_caller), restored.CallerCount));
        Assert.Equal(CallDecision.AlreadyAcknowledged, restored.Begin(s_caller, 1, 9, new TestRef<int>(), out _));
        Assert.Equal(CallDecision.Answered, restored.Begin(s_caller, 2, 9, new TestRef<int>(), out var recorded));
        Assert.Same(second, recorded);
        Assert.Equal(CallDecision.Run, restored.Begin(s_caller, 4, 9, new TestRef<int>(), out _));
    }

    private CallDecision Begin(long index, out TestRef<int> call)
    {
        call = new TestRef<int>();
        return _records.Begin(s_caller, index, 9, call, out _);
    }
}
