using RayAkka.Objects;
using RayAkka.Streams;

namespace RayAkka.Tests.Streams;

/// <summary>The reader's end of a stream, whatever comes over the wire and when.</summary>
public sealed class StreamInboxTests
{
    private readonly ReceivedRef<long> _call = new(null!);
    private readonly Way _way = new();

    [Fact]
    public void Accept_IndexThatIsNotTheNext_IsPassedOver()
    {
        var inbox = Inbox(16);
        foreach (var index in new[] { 0, 0, 2, 1, 0, 1, 3, 2, 2 })
            inbox.Accept(index, Item(index));
        _call.TrySetOwned(3);

        Assert.Equal([0, 1, 2], TakeAll(inbox));
    }

    [Fact]
    public void TryTake_CallFailed_GivesTheGoodOnesThenTheError()
    {
        var inbox = Inbox(16);
        inbox.Accept(0, Item(0));
        _call.TryFail(new RayTaskException("broken", new InvalidOperationException()));

        Assert.True(inbox.TryTake(out var good));
        Assert.Equal(0, good!.Read());
        Assert.True(inbox.TryTake(out var failed));
        Assert.True(failed!.IsFailed);
        Assert.True(inbox.TryTake(out var end));
        Assert.Null(end);
    }

    [Fact]
    public void TryTake_NothingThere_SignalCompletesWithTheNextItem()
    {
        var inbox = Inbox(16);
        Assert.False(inbox.TryTake(out _));
        var signal = inbox.Signal()!;
        inbox.Accept(1, Item(1));
        Assert.False(signal.IsCompleted);
        inbox.Accept(0, Item(0));
        Assert.True(signal.IsCompleted);
        Assert.Null(inbox.Signal());
    }

    [Fact]
    public void TryTake_ProducerElsewhereThatIsBehind_IsToldForAQuarterAtATime()
    {
        var inbox = Inbox(16);
        Fill(inbox, 0, 15);
        Take(inbox, 3);
        Assert.Empty(_way.Limits);
        Take(inbox, 5);
        Assert.Equal([20, 24], _way.Limits);
    }

    [Fact]
    public void TryTake_ProducerElsewhereThatStandsStill_IsToldAtOnce()
    {
        var inbox = Inbox(16);
        Fill(inbox, 0, 16);
        Take(inbox, 1);
        Assert.Equal([17], _way.Limits);
        Take(inbox, 3);
        Assert.Equal([17], _way.Limits);

        // It stands still again, and is owed three more.
        Fill(inbox, 16, 17);
        Assert.Equal([17, 20], _way.Limits);
    }

    [Fact]
    public void TryTake_WithoutLimit_TellsNothing()
    {
        var inbox = Inbox(-1);
        Assert.Equal(new StreamWindow(0, long.MaxValue), inbox.Window);
        Fill(inbox, 0, 1000);
        Take(inbox, 1000);
        Assert.Empty(_way.Limits);
    }

    [Fact]
    public void OnSending_AfterALoss_AsksForWhatIsMissing()
    {
        var inbox = Inbox(4);
        Fill(inbox, 0, 3);
        Take(inbox, 2);
        Assert.Equal(new StreamWindow(3, 6), inbox.OnSending(_way));
    }

    [Fact]
    public void TryTakeLast_OfOneItemFromTheMiddle_AsksForThatAndStops()
    {
        var inbox = new StreamInbox<int>(_call, readAhead: 1, from: 7);
        _call.TryAddWaiter(inbox);
        Assert.Equal(new StreamWindow(7, 8), inbox.OnSending(_way));
        Assert.False(inbox.TryTakeLast(out _));
        Fill(inbox, 6, 8);

        Assert.True(inbox.TryTakeLast(out var item));
        Assert.Equal(7, item!.Read());
        Assert.Empty(_way.Limits);
        Assert.Equal(1, _way.Stops);
        Assert.True(_call.IsCompleted);
    }

    [Fact]
    public void Stop_MoreThanOnce_CompletesTheCallAndTellsOnce()
    {
        var inbox = Inbox(16);
        Fill(inbox, 0, 5);
        Take(inbox, 2);
        inbox.Stop();
        inbox.Stop();
        inbox.Accept(5, Item(5));

        Assert.Equal(2, _call.Read());
        Assert.Equal(1, _way.Stops);
        Assert.Empty(TakeAll(inbox));
        inbox.OnSent();
        Assert.Equal(2, _way.Stops);
    }

    [Fact]
    public void Stop_BehindTheEnd_TellsNothing()
    {
        var inbox = Inbox(16);
        _call.TrySetOwned(0);
        inbox.Stop();
        Assert.Equal(0, _way.Stops);
    }

    private static ReceivedRef<int> Item(int value)
    {
        var item = new ReceivedRef<int>(null!);
        item.TrySetOwned(value);
        return item;
    }

    private static void Fill(StreamInbox<int> inbox, int from, int to)
    {
        for (var i = from; i < to; i++)
            inbox.Accept(i, Item(i));
    }

    private static void Take(StreamInbox<int> inbox, int count)
    {
        for (var i = 0; i < count; i++)
            Assert.True(inbox.TryTake(out _));
    }

    private static List<int> TakeAll(StreamInbox<int> inbox)
    {
        var all = new List<int>();
        while (inbox.TryTake(out var item) && item is not null)
            all.Add(item.Read());
        return all;
    }

    private StreamInbox<int> Inbox(int readAhead)
    {
        var inbox = new StreamInbox<int>(_call, readAhead);
        _call.TryAddWaiter(inbox);
        inbox.OnSending(_way);
        return inbox;
    }

    private sealed class Way : IStreamWay
    {
        public List<long> Limits { get; } = [];

        public int Stops { get; private set; }

        public bool IsFar => true;

        public void Demand(long limit) => Limits.Add(limit);

        public void Stop() => Stops++;
    }
}
