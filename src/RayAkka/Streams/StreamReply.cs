using RayAkka.Engine;

namespace RayAkka.Streams;

/// <summary>Sends a producer's items to the process of the reader.</summary>
internal sealed class StreamReply<TItem>(IChannel channel, long route, long number) : IStreamSink<TItem>
{
    public void Accept(long index, ObjectRef<TItem> item) => channel.Send(new StreamItemMade(route, number, index, new SharedOutcome(item)));
}
