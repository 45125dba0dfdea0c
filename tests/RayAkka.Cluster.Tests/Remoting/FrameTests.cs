using Akka.Actor;
using Akka.TestKit.Xunit2;
using RayAkka.Cluster.Remoting;
using Envelope = RayAkka.Engine.Envelope;

namespace RayAkka.Cluster.Tests.Remoting;

public sealed class FrameTests : TestKit
{
    private static readonly NodeId s_from = new(1, 1);
    private static readonly NodeId s_to = new(1, 2);
    private readonly FrameAssembly _assembly = new();

    [Fact]
    public void Send_OneEnvelope_GoesAtOnce()
    {
        var sender = NewSender();

        sender.Tell(new Envelope(1, 0, new byte[] { 7 }));

        Assert.Equal(1, Assert.Single(ExpectMsg<Frames>().Envelopes).Number);
    }

    [Fact]
    public void Send_ManyEnvelopes_GoInOrderInMessagesThatFitTheFrame()
    {
        var sender = NewSender();
        for (var number = 1; number <= 1000; number++)
        {
            sender.Tell(new Envelope(number, 0, new byte[1000]));
        }

        var numbers = new List<long>();
        var messages = 0;
        while (numbers.Count < 1000)
        {
            var frames = ExpectMsg<Frames>();
            Assert.InRange(frames.Envelopes.Sum(static envelope => ((byte[])envelope.Message!).Length), 0, 128_000);
            numbers.AddRange(frames.Envelopes.Select(static envelope => envelope.Number));
            messages++;
        }

        Assert.Equal(Enumerable.Range(1, 1000).Select(static number => (long)number), numbers);
        Assert.InRange(messages, 10, 999);
    }

    [Fact]
    public void Send_LargeFrame_ComesInPiecesThatMakeItAgain()
    {
        var frame = new byte[1_000_000];
        new Random(5).NextBytes(frame);
        NewSender().Tell(new Envelope(9, 8, frame));

        Envelope? whole = null;
        while (whole is null)
        {
            var part = ExpectMsg<FramePart>();
            Assert.InRange(part.Bytes.Count, 1, 100_000);
            whole = _assembly.Add(part);
        }

        Assert.Equal((9, 8), (whole.Number, whole.Acknowledged));
        Assert.Equal(frame, (byte[])whole.Message!);
    }

    [Fact]
    public void Add_ALostPiece_EndsTheFrameAndNotTheNext()
    {
        Assert.Null(_assembly.Add(Part(1, 0)));
        Assert.Null(_assembly.Add(Part(1, 20)));
        Assert.Null(_assembly.Add(Part(2, 0)));
        Assert.Null(_assembly.Add(Part(2, 10)));

        Assert.NotNull(_assembly.Add(Part(2, 20)));
    }

    [Theory]
    [InlineData(31, 30)]
    [InlineData(30, -1)]
    public void Add_PieceOutsideOfItsFrame_IsNoFrame(int count, int total) =>
        Assert.Null(_assembly.Add(new FramePart(s_from, s_to, 1, 0, total, 1, 0, new byte[count])));

    private static FramePart Part(ulong series, int offset) => new(s_from, s_to, series, offset, 30, 1, 0, new byte[10]);

    private IActorRef NewSender()
    {
        ICanTell receiver = TestActor;
        return Sys.ActorOf(Props.Create(() => new FrameSender(s_from, s_to, receiver)));
    }
}
