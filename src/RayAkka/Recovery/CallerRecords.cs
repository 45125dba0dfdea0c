namespace RayAkka.Recovery;

/// <summary>
/// The records of one caller: a ring in the order of the indexes, since a caller's calls come in that order; only a call that is made again is
/// looked for, or put between others.
/// </summary>
internal sealed class CallerRecords
{
    private RecordedCall[] _ring = new RecordedCall[4];
    private int _first;

    public int Count { get; private set; }

    /// <summary>
    /// How many of the records were found in a journal or its checkpoint. What was answered to an earlier incarnation is not acknowledged to this one, so they say nothing of how
    /// many calls the caller has under way.
    /// </summary>
    public int Found { get; set; }

    /// <summary>Calls up to this index are acknowledged.</summary>
    public long Watermark { get; private set; }

    /// <summary>The latest incarnation of the caller that has called; 0 where there is only one.</summary>
    public long Epoch { get; private set; }

    /// <summary>The node of the process that knows when the caller has ended for good, as the caller says.</summary>
    public NodeId Owner { get; private set; }

    /// <summary>Whether the caller goes on when that process is gone.</summary>
    public bool OutlivesOwner { get; private set; }

    /// <summary>Whether that process is asked for the end of the caller.</summary>
    public bool IsFollowed { get; set; }

    public long LastIndex => Count == 0 ? Watermark : At(Count - 1).Index;

    public RecordedCall this[int position] => At(position);

    /// <summary>The caller has called as the one that it says it is.</summary>
    public void Meet(long epoch, NodeId owner, bool outlivesOwner)
    {
        Epoch = Math.Max(Epoch, epoch);
        IsFollowed &= owner == Owner;
        Owner = owner;
        OutlivesOwner = outlivesOwner;
    }

    /// <summary>The position of the record of the index; else the complement of where it belongs.</summary>
    public int Find(long index)
    {
        int low = 0, high = Count - 1;
        if (high < 0 || At(high).Index < index)
        {
            return ~Count;
        }

        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var there = At(middle).Index;
            if (there == index)
            {
                return middle;
            }

            if (there < index)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }

    public void Insert(int position, RecordedCall record)
    {
        if (Count == _ring.Length)
        {
            Grow();
        }

        for (var i = Count++; i > position; i--)
        {
            At(i) = At(i - 1);
        }

        At(position) = record;
    }

    public void Acknowledge(long upTo)
    {
        Watermark = Math.Max(Watermark, upTo);
        while (Count > 0 && At(0).Index <= Watermark)
        {
            At(0) = default;
            _first = (_first + 1) & (_ring.Length - 1);
            Count--;
            Found = Math.Max(0, Found - 1);
        }
    }

    private ref RecordedCall At(int position) => ref _ring[(_first + position) & (_ring.Length - 1)];

    private void Grow()
    {
        var grown = new RecordedCall[_ring.Length * 2];
        for (var i = 0; i < Count; i++)
        {
            grown[i] = At(i);
        }

        _ring = grown;
        _first = 0;
    }
}
