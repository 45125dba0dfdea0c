using System.Runtime.CompilerServices;

namespace RayAkka.Conformance.Links;

public class LinkTests
{
    [Fact]
    public void Send_PerfectWire_DeliversInOrder()
    {
        using var pair = new LinkPair();
        for (var i = 0; i < 10; i++)
            pair.Left.Send(i);
        pair.DeliverAll();
        Assert.Equal(Enumerable.Range(0, 10).Cast<object>(), pair.AtRight);
    }

    [Fact]
    public void Send_LostEnvelope_IsSentAgainAfterAWhile()
    {
        using var pair = new LinkPair();
        pair.Left.Send("a");
        pair.Wire.Clear();
        Assert.Empty(pair.AtRight);

        pair.WaitForResend();
        pair.DeliverAll();
        Assert.Equal(["a"], pair.AtRight);
    }

    [Fact]
    public void Receive_EarlyMessage_WaitsForTheOneBefore()
    {
        using var pair = new LinkPair();
        pair.Left.Send("a");
        pair.Left.Send("b");
        pair.Deliver(1);
        Assert.Empty(pair.AtRight);

        pair.Deliver(0);
        Assert.Equal(["a", "b"], pair.AtRight);
    }

    [Fact]
    public void Send_MessageYoungerThanTheLimit_IsNotSentAgainYet()
    {
        using var pair = new LinkPair();
        pair.Left.Send("old");
        pair.Time.Advance(RayAkka.Engine.Link.DefaultResendAfter / 2);
        pair.Left.Send("young");
        pair.Wire.Clear();
        pair.Time.Advance(RayAkka.Engine.Link.DefaultResendAfter / 2);
        Assert.Equal(1, pair.Wire.Count);

        pair.WaitForResend();
        pair.DeliverAll();
        Assert.Equal(["old", "young"], pair.AtRight);
    }

    [Fact]
    public void Send_VeryManyLost_AreSentAgainAFewAtATime()
    {
        using var pair = new LinkPair();
        var most = RayAkka.Engine.Link.MostResent;
        for (var i = 0; i < 3 * most; i++)
            pair.Left.Send(i);
        pair.Wire.Clear();
        for (var round = 0; round < 4; round++)
        {
            pair.WaitForResend();
            Assert.InRange(pair.Wire.Count, 0, most);
            pair.DeliverAll();
        }

        Assert.Equal(Enumerable.Range(0, 3 * most).Cast<object>(), pair.AtRight);
    }

    [Fact]
    public void Receive_RepeatedMessage_DeliversItOnce()
    {
        using var pair = new LinkPair();
        pair.Left.Send("a");
        pair.Repeat(0);
        pair.Repeat(0);
        pair.DeliverAll();
        Assert.Equal(["a"], pair.AtRight);
    }

    [Fact]
    public void Receive_AcknowledgementLost_RepeatedMessageIsAcknowledgedAgain()
    {
        using var pair = new LinkPair();
        pair.Left.Send("a");
        pair.Deliver();
        pair.Wire.Clear();

        pair.WaitForResend();
        pair.DeliverAll();
        pair.WaitForResend();
        Assert.Equal(0, pair.Wire.Count);
        Assert.Equal(["a"], pair.AtRight);
    }

    [Fact]
    public void Receive_Acknowledgement_EndsTheResendingAndItsTimer()
    {
        using var pair = new LinkPair();
        pair.Left.Send("a");
        pair.DeliverAll();

        pair.WaitForResend();
        Assert.Equal(0, pair.Wire.Count);
        Assert.Equal(0, pair.Time.ActiveTimers);
    }

    [Fact]
    public void Receive_Acknowledgement_LetsTheMessageGo()
    {
        using var pair = new LinkPair();
        var message = SendObject(pair);
        pair.DeliverAll();
        pair.AtRight.Clear();
        GC.Collect();
        Assert.False(message.IsAlive);
    }

    [Fact]
    public void Receive_RepeatedOldMessage_IsNotKept()
    {
        using var pair = new LinkPair();
        var message = SendObject(pair);
        pair.Repeat(0);
        pair.Repeat(0);
        pair.DeliverAll();
        pair.AtRight.Clear();
        GC.Collect();
        Assert.False(message.IsAlive);
    }

    [Fact]
    public void Receive_AcknowledgementOfALaterMessage_CoversTheEarlier()
    {
        using var pair = new LinkPair();
        pair.Left.Send("a");
        pair.Left.Send("b");
        pair.Deliver(0);
        pair.Deliver(0);

        // Of the two acknowledgements only the second arrives.
        pair.Wire.Take(0);
        pair.DeliverAll();
        pair.WaitForResend();
        Assert.Equal(0, pair.Wire.Count);
    }

    [Fact]
    public void Receive_AfterDispose_DeliversNothing()
    {
        using var pair = new LinkPair();
        pair.Left.Send("a");
        pair.Right.Dispose();
        pair.DeliverAll();
        Assert.Empty(pair.AtRight);
    }

    [Fact]
    public void Send_AfterDispose_SendsNothingAndSetsNoTimer()
    {
        using var pair = new LinkPair();
        pair.Left.Send("a");
        pair.Wire.Clear();
        pair.Left.Dispose();
        pair.Left.Send("b");
        pair.WaitForResend();
        Assert.Equal(0, pair.Wire.Count);
        Assert.Equal(0, pair.Time.ActiveTimers);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Link_AnyPatternOfLossRepeatAndReorder_DeliversExactlyOnceInOrder(int series)
    {
        for (var run = 0; run < 250; run++)
            RunRandomly((series * 1000) + run);
    }

    private static void RunRandomly(int seed)
    {
        var random = new Random(seed);
        using var pair = new LinkPair();
        var toRight = random.Next(1, 40);
        var toLeft = random.Next(0, 40);
        var (sentRight, sentLeft) = (0, 0);
        var loss = random.NextDouble() * 0.9;
        for (var step = 0; step < 400; step++)
        {
            switch (random.Next(5))
            {
                case 0 when sentRight < toRight:
                    pair.Left.Send(++sentRight);
                    break;
                case 1 when sentLeft < toLeft:
                    pair.Right.Send(++sentLeft);
                    break;
                case 2:
                    pair.WaitForResend();
                    break;
                case 3 when pair.Wire.Count > 0:
                    pair.Repeat(random.Next(pair.Wire.Count));
                    break;
                default:
                    if (pair.Wire.Count == 0)
                        break;
                    if (random.NextDouble() < loss)
                        pair.Wire.Take(random.Next(pair.Wire.Count));
                    else
                        pair.Deliver(random.Next(pair.Wire.Count));
                    break;
            }

            // Never a gap, never a repetition, not even for a while.
            Assert.True(pair.AtRight.SequenceEqual(Enumerable.Range(1, pair.AtRight.Count).Cast<object>()), $"seed {seed}, step {step}");
            Assert.True(pair.AtLeft.SequenceEqual(Enumerable.Range(1, pair.AtLeft.Count).Cast<object>()), $"seed {seed}, step {step}");
        }

        pair.DeliverAll();
        for (var i = 0; i < 3; i++)
        {
            pair.WaitForResend();
            pair.DeliverAll();
        }

        Assert.True(pair.AtRight.Count == sentRight && pair.AtLeft.Count == sentLeft, $"seed {seed}: something never arrived");
        pair.WaitForResend();
        Assert.True(pair.Wire.Count == 0 && pair.Time.ActiveTimers == 0, $"seed {seed}: something is sent for ever");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference SendObject(LinkPair pair)
    {
        var message = new object();
        pair.Left.Send(message);
        return new WeakReference(message);
    }
}
