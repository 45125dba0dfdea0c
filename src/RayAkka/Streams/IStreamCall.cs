using RayAkka.Engine;

namespace RayAkka.Streams;

/// <summary>A call that streams, as those see it who carry it from place to place; see <see cref="StreamInbox{TItem}"/>.</summary>
internal interface IStreamCall
{
    /// <summary>Which items whoever runs the call is to make, as of now.</summary>
    StreamWindow Window { get; }

    /// <summary>The producer's side: grows when the run comes to stand still for want of demand, and when it goes on. So it is odd while it stands still.</summary>
    int Stands { get; }

    /// <summary>The reader's side: the call is about to be sent, and from now on this is the way to who runs it.</summary>
    void OnSending(IStreamWay way);

    /// <summary>The reader's side: the call was sent; what the reader did meanwhile is told now.</summary>
    void OnSent();

    /// <summary>The reader's side: the call, which was not submitted yet, is to make the item with this index and no other.</summary>
    /// <param name="index">The index.</param>
    /// <param name="taken">Gets the item, which may have failed with the call, once; null if the method ended before it.</param>
    void OpenFor(long index, Action<ObjectRef?> taken);

    /// <summary>A ref that stands for the item with this index.</summary>
    ObjectRef NewItem(RayRuntime runtime, long index);

    /// <summary>The reader's side: an item has come.</summary>
    void OnItem(long index, ICallOutcome outcome);

    /// <summary>The producer's side: which items the reader wants, as the call says that has come.</summary>
    void Open(StreamWindow window);

    /// <summary>The producer's side: items go over this channel; the numbers name the call there.</summary>
    void Bind(IChannel channel, long route, long number);

    /// <summary>The producer's side: items with lower indexes than this may be made.</summary>
    void Raise(long limit);

    /// <summary>The producer's side: the call must end. What runs is cancelled, and what does not run never will; the call is complete then.</summary>
    void Stop();
}
