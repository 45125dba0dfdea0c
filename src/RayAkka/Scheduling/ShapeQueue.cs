namespace RayAkka.Scheduling;

/// <summary>
/// The requests of one shape that wait, in the order of their submission. Linked through the requests themselves: adding, taking the
/// first and withdrawing one from the middle all cost the same, whatever the length.
/// </summary>
internal sealed class ShapeQueue
{
    internal ShapeQueue(ShapeTable owner, ResourceShape shape)
    {
        Owner = owner;
        Shape = shape;
    }

    internal ShapeTable Owner { get; }

    internal ResourceShape Shape { get; }

    internal PlacementRequest? Head { get; private set; }

    internal PlacementRequest? Tail { get; private set; }

    internal bool IsEmpty => Head is null;

    /// <summary>Whether the table has dropped it, so that hints that lead here are stale.</summary>
    internal bool IsRetired { get; set; }

    /// <summary>The list it stands in, if any, and its neighbours there.</summary>
    internal ShapeList? List { get; set; }

    internal ShapeQueue? NextShape { get; set; }

    internal ShapeQueue? PreviousShape { get; set; }

    /// <summary>The membership, or the change of the placement group, at which <see cref="Candidates"/> were looked for.</summary>
    internal long CandidatesVersion { get; set; } = -1;

    /// <summary>The nodes that could take the shape if nothing were in use.</summary>
    internal List<NodeLedger> Candidates { get; set; } = [];

    /// <summary>When the last node that could take this shape went away.</summary>
    internal long InfeasibleSince { get; set; }

    /// <summary>How many younger requests took what the head lacks, since it is the head or since its last reservation.</summary>
    internal int Passed { get; set; }

    /// <summary>How many reservations for the head have lapsed.</summary>
    internal int Lapses { get; set; }

    /// <summary>How many wait; it counts them.</summary>
    internal int Count()
    {
        var count = 0;
        for (var request = Head; request is not null; request = request.Next)
            count++;
        return count;
    }

    internal void Add(PlacementRequest request)
    {
        request.Previous = Tail;
        if (Tail is null)
            Head = request;
        else
            Tail.Next = request;
        Tail = request;
    }

    internal void Remove(PlacementRequest request)
    {
        if (request.Previous is null)
        {
            Head = request.Next;
            Passed = 0;
            Lapses = 0;
        }
        else
        {
            request.Previous.Next = request.Next;
        }

        if (request.Next is null)
            Tail = request.Previous;
        else
            request.Next.Previous = request.Previous;
        request.Next = null;
        request.Previous = null;
    }
}
