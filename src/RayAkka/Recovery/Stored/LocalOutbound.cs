namespace RayAkka.Recovery;

/// <summary>
/// What this process knows of the remote calls of an actor whose journal is in a store: refs that were given away, actors that were created, answers
/// to calls of this process that a checkpoint has covered before they were given. It is
/// there as long as the process, over all incarnations of the actor in it; a process after it has neither refs nor actors of this one.
/// </summary>
internal sealed class LocalOutbound
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, OutboundCall> _calls = [];
    private List<object> _leases = [];
    private readonly Dictionary<(ulong Caller, long Index), ObjectRef> _kept = [];
    private bool _closed;
    private bool _followsLife;

    /// <summary>A call is about to be made; false if the actor is dead.</summary>
    public bool TryAdd(OutboundCall call)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            // An earlier incarnation may have made the call and been lost before that stood in the journal: its refs wait for the same outcome.
            if (_calls.TryGetValue(call.Index, out var earlier) && earlier.References is { } references)
            {
                (call.References ??= []).AddRange(references);
            }

            _calls[call.Index] = call;
            return true;
        }
    }

    /// <summary>The calls in a journal, with what this process knows of them, and those that were made before their note was durable.</summary>
    public IReadOnlyDictionary<long, OutboundCall> Complete(IReadOnlyDictionary<long, OutboundCall> logged)
    {
        lock (_gate)
        {
            var all = new Dictionary<long, OutboundCall>(_calls);
            foreach (var call in logged.Values)
            {
                if (!all.TryGetValue(call.Index, out var known) || !known.IsSameAs(call))
                {
                    all[call.Index] = call;
                }
            }

            return all;
        }
    }

    /// <summary>
    /// Handles were journalled: between two incarnations nothing else may hold their actors.
    /// </summary>
    public void Hold(List<object>? leases)
    {
        if (leases is null)
        {
            return;
        }

        lock (_gate)
        {
            if (!_closed)
            {
                _leases.AddRange(leases);
            }
        }
    }

    /// <summary>
    /// A checkpoint, with the handles given, covers what was called so far; what the constructor called is called again with each.
    /// </summary>
    public void Forget(List<object>? leases)
    {
        lock (_gate)
        {
            _leases = leases ?? [];
            foreach (var call in _calls.Values.Where(static call => call.During != 0).ToList())
            {
                _calls.Remove(call.Index);
            }
        }
    }

    /// <summary>A checkpoint covers a call of this process that has run and was not answered.</summary>
    public void Keep(ulong caller, long index, ObjectRef answer)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _kept[(caller, index)] = answer;
            }
        }
    }

    public ObjectRef? FindKept(ulong caller, long index)
    {
        lock (_gate)
        {
            return _kept.Count == 0 ? null : _kept.GetValueOrDefault((caller, index));
        }
    }

    public void ForgetKept(ulong caller, long index)
    {
        lock (_gate)
        {
            _kept.Remove((caller, index));
        }
    }

    /// <summary>The calls that were sent and whose outcome the code has not seen.</summary>
    public List<OutboundCall> Open()
    {
        lock (_gate)
        {
            return [.. _calls.Values.Where(static call => call is { References: not null, Sent: not null })];
        }
    }

    /// <summary>Whether nobody waits yet for the end of the actor, to let go of all this.</summary>
    public bool TryFollowLife()
    {
        lock (_gate)
        {
            return !_followsLife && (_followsLife = true);
        }
    }

    /// <summary>The actor has died.</summary>
    /// <returns>The calls whose outcome its code has not seen.</returns>
    public List<OutboundCall> Close()
    {
        lock (_gate)
        {
            _closed = true;
            _leases = [];
            var open = _calls.Values.Where(static call => call.References is not null).ToList();
            _calls.Clear();
            _kept.Clear();
            return open;
        }
    }
}
