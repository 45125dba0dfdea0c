namespace RayAkka.Scheduling;

/// <summary>One node kept for the head of one queue for a while. See <see cref="ClusterLedger"/> for why and how long.</summary>
internal sealed class Reservation
{
    /// <summary>How many younger requests may by default take what the head lacks before a node is reserved for it.</summary>
    internal const int DefaultPassLimit = 100;

    private const int LongestDoubling = 5;

    private static readonly TimeSpan s_firstTerm = TimeSpan.FromSeconds(1);

    internal Reservation(ShapeQueue queue, NodeLedger node, long since)
    {
        Queue = queue;
        Head = queue.Head!;
        Node = node;
        Since = since;
        Term = s_firstTerm * (1 << Math.Min(queue.Lapses, LongestDoubling));
    }

    internal ShapeQueue Queue { get; }

    internal PlacementRequest Head { get; }

    internal NodeLedger Node { get; }

    /// <summary>A timestamp of the time provider.</summary>
    internal long Since { get; }

    internal TimeSpan Term { get; }

    /// <summary>Whether the request it was made for no longer waits.</summary>
    internal bool IsServed => Queue.Head != Head;

    /// <summary>Whether the head was passed often enough; the limit doubles with each lapse.</summary>
    internal static bool IsDue(ShapeQueue queue, int passLimit) => queue.Passed >= (long)passLimit << Math.Min(queue.Lapses, LongestDoubling);

    /// <summary>Whether placing another shape on a node would take from what is kept there.</summary>
    internal bool Forbids(ShapeQueue queue, NodeLedger node) =>
        node == Node && queue != Queue && node.WouldMiss(Queue.Shape.ToPlace, queue.Shape.ToHold);
}
