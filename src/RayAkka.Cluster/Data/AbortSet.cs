namespace RayAkka.Cluster.Data;

/// <summary>
/// Everything that is open towards a peer or a stranger, so that it can be ended at once. While the set is shut, what is added is ended
/// at once too: nothing slips through between the decision to connect and the connection.
/// </summary>
internal sealed class AbortSet
{
    private readonly Lock _gate = new();
    private readonly LinkedList<IAbortable> _open = [];
    private string? _shut;

    /// <summary>Why nothing may be open; null if things may be.</summary>
    public string? ShutBecause
    {
        get
        {
            lock (_gate)
            {
                return _shut;
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>Adds; if there are more than <paramref name="most"/> then, the oldest is ended.</summary>
    public void Add(IAbortable item, int most = int.MaxValue)
    {
        string? reason;
        var victim = item;
        lock (_gate)
        {
            reason = _shut;
            if (reason is null)
            {
                _open.AddLast(item);
                if (_open.Count <= most)
                {
                    return;
                }

                victim = _open.First!.Value;
                _open.RemoveFirst();
                reason = "too many others knock at the same time";
            }
        }

        victim.Abort(reason);
    }

    public void Remove(IAbortable item)
    {
        lock (_gate)
        {
            _open.Remove(item);
        }
    }

    /// <summary>Ends everything; more may come.</summary>
    public void AbortAll(string reason) => End(reason, shut: false);

    /// <summary>Ends everything, and what is added from now on.</summary>
    public void Shut(string reason) => End(reason, shut: true);

    /// <summary>Lets things be added again.</summary>
    public void Reopen()
    {
        lock (_gate)
        {
            _shut = null;
        }
    }

    private void End(string reason, bool shut)
    {
        IAbortable[] all;
        lock (_gate)
        {
            if (shut)
            {
                _shut = reason;
            }

            all = [.. _open];
            _open.Clear();
        }

        foreach (var item in all)
        {
            item.Abort(reason);
        }
    }
}
