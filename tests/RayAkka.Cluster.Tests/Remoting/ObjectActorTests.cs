using Akka.Actor;
using Akka.TestKit.Xunit2;
using RayAkka.Cluster.Remoting;
using RayAkka.Engine;

namespace RayAkka.Cluster.Tests.Remoting;

/// <summary>The reader's side against a holder played by the test, and both sides together.</summary>
public sealed class ObjectActorTests : TestKit
{
    private static readonly NodeId s_reader = new(1, 1);
    private static readonly NodeId s_holder = new(1, 2);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _header = [];
    private byte[] _bytes = [];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Transfer.PieceBytes)]
    [InlineData(Transfer.PieceBytes + 1)]
    [InlineData(Transfer.PieceBytes * (Transfer.Window + 3) + 7)]
    public async Task Fetch_ObjectOfAnyLength_ComesWhole(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        var holder = NewActor(s_holder, number => number == 5 ? new ObjectSource([1, 2, 3], bytes) : null);

        NewActor(s_reader).Tell(NewFetch(holder, 5));

        await Done();
        Assert.Equal([1, 2, 3], _header);
        Assert.Equal(bytes, _bytes);
    }

    [Fact]
    public async Task Fetch_ObjectThatIsNotThere_IsLost()
    {
        NewActor(s_reader).Tell(NewFetch(NewActor(s_holder), 5));

        await Assert.ThrowsAsync<ObjectLostException>(Done);
    }

    [Fact]
    public void Fetch_AskedPieces_AreNeverMoreThanTheWindow()
    {
        var reader = NewActor(s_reader);
        reader.Tell(NewFetch(TestActor, 5));
        var first = ExpectMsg<ObjectAsk>();

        reader.Tell(new ObjectPart(first.Transfer, [], 100L * Transfer.PieceBytes, 0, new byte[Transfer.PieceBytes]));

        for (var i = 1; i <= Transfer.Window; i++)
        {
            Assert.Equal((long)i * Transfer.PieceBytes, ExpectMsg<ObjectAsk>().Offset);
        }

        reader.Tell(new ObjectPart(first.Transfer, [], 100L * Transfer.PieceBytes, Transfer.PieceBytes, new byte[Transfer.PieceBytes]));
        Assert.Equal((long)(Transfer.Window + 1) * Transfer.PieceBytes, ExpectMsg<ObjectAsk>().Offset);
    }

    [Fact]
    public void Fetch_LostPiece_IsAskedForAgain()
    {
        NewActor(s_reader).Tell(NewFetch(TestActor, 5));

        var first = ExpectMsg<ObjectAsk>();

        Assert.Equal(first, ExpectMsg<ObjectAsk>());
    }

    [Fact]
    public async Task Fetch_HolderGone_IsLost()
    {
        var reader = NewActor(s_reader);
        reader.Tell(NewFetch(TestActor, 5));

        reader.Tell(s_holder);

        await Assert.ThrowsAsync<ObjectLostException>(Done);
    }

    [Fact]
    public async Task StopFetch_RunningTransfer_IsCancelledAndWritesNoMore()
    {
        using var cancelled = new CancellationTokenSource();
        var reader = NewActor(s_reader);
        reader.Tell(NewFetch(TestActor, 5));
        var ask = ExpectMsg<ObjectAsk>();
        await cancelled.CancelAsync();

        reader.Tell(new StopFetch(_done, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(Done);
        reader.Tell(new ObjectPart(ask.Transfer, [], 3, 0, new byte[] { 1, 2, 3 }));

        ExpectMsg(new ObjectDone(s_reader, ask.Transfer));
        Assert.Empty(_bytes);
    }

    [Fact]
    public async Task Fetch_AllocationFails_FailsTheFetch()
    {
        var holder = NewActor(s_holder, static _ => new ObjectSource([], new byte[3]));
        NewActor(s_reader).Tell(new Fetch(s_holder, holder, 5, static (_, _) => throw new NotSupportedException("full"), _done));

        await Assert.ThrowsAsync<NotSupportedException>(Done);
    }

    [Fact]
    public void Fetch_HostileTotals_AreNotBelieved()
    {
        var reader = NewActor(s_reader);
        reader.Tell(NewFetch(TestActor, 5));
        var ask = ExpectMsg<ObjectAsk>();

        reader.Tell(new ObjectPart(ask.Transfer, [], 10, 0, new byte[20]));
        reader.Tell(new ObjectPart(ask.Transfer, [], 10, 5, new byte[5]));

        Assert.Equal(0, ExpectMsg<ObjectAsk>().Offset);
    }

    private Task Done() => _done.Task.WaitAsync(TimeSpan.FromSeconds(10));

    private Fetch NewFetch(ICanTell holder, ulong number) => new(s_holder, holder, number, Allocate, _done);

    private Memory<byte> Allocate(byte[] header, long length)
    {
        _header = header;
        return _bytes = new byte[length];
    }

    private IActorRef NewActor(NodeId node, Func<ulong, ObjectSource?>? open = null)
    {
        open ??= static _ => null;
        return Sys.ActorOf(Props.Create(() => new ObjectActor(node, open)));
    }
}
