using RayAkka.Engine;
using RayAkka.Tests.Support;

namespace RayAkka.Conformance.Links;

/// <summary>The two ends of a link and the wire between them, on a clock that the test moves.</summary>
internal sealed class LinkPair : IDisposable
{
    private static readonly NodeId s_left = new(1, 1);
    private static readonly NodeId s_right = new(1, 2);

    public LinkPair()
    {
        Left = new Link(Wire, s_left, s_right, Time, AtLeft.Add);
        Right = new Link(Wire, s_right, s_left, Time, AtRight.Add);
    }

    public Wire Wire { get; } = new();

    public ManualTimeProvider Time { get; } = new();

    public Link Left { get; }

    public Link Right { get; }

    public List<object> AtLeft { get; } = [];

    public List<object> AtRight { get; } = [];

    public void Dispose()
    {
        Left.Dispose();
        Right.Dispose();
    }

    public void Deliver(int index = 0) => Hand(Wire.Take(index));

    public void Repeat(int index) => Hand(Wire.Peek(index));

    /// <summary>Delivers what is on the wire and what comes of it, in order.</summary>
    public void DeliverAll()
    {
        while (Wire.Count > 0)
            Deliver();
    }

    public void WaitForResend() => Time.Advance(Link.DefaultResendAfter);

    private void Hand((NodeId To, Envelope Envelope) flight) => (flight.To == s_left ? Left : Right).Receive(flight.Envelope);
}
