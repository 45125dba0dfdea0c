using RayAkka.Engine;

namespace RayAkka.Actors;

/// <summary>The room in the mailbox of an actor of this process: the book of who has how much of it. See <see cref="MailboxRoom"/>.</summary>
internal sealed class OwnedRoom(CallAdmission admission, ActorRecord record, int capacity) : MailboxRoom(admission, capacity)
{
    private readonly List<Holder> _holders = [];
    private readonly HashSet<NodeId> _claims = [];
    private bool _awaitsPlace;
    private int _granted;
    private int _turn;

    public override int Granted => _granted;

    protected override int Allowed => IsClosed ? 0 : Capacity - _granted;

    protected override bool IsUnknown => IsClosed || _holders.Exists(static holder => holder.IsRecalled || (holder.Keeps && holder.Held > 0));

    // It is not known yet how much of the room others have.
    private bool IsClosed => _awaitsPlace || _claims.Count > 0 || _holders.Exists(static holder => holder.IsUnclaimed);

    public void OnAsked(NodeId from, int count) => Change(() =>
    {
        var holder = Find(from) ?? Add(from);
        holder.Wants += Math.Min(count, Capacity);
        holder.IsAnswered = false;
    });

    public void OnReturned(NodeId from, int count, bool isAnswer) => Change(() =>
    {
        if (Find(from) is { } holder)
        {
            count = Math.Min(count, holder.Held);
            holder.Held -= count;
            _granted -= count;
            holder.IsRecalled &= !isAnswer;
        }
    });

    /// <summary>A process is lost.</summary>
    /// <param name="node">The process.</param>
    /// <param name="host">Where its calls may be: the node of the present incarnation; nil if they are gone.</param>
    public void OnLost(NodeId node, NodeId host) => Change(() =>
    {
        var isUnclaimed = _claims.Remove(node);
        if ((Find(node) ?? (isUnclaimed ? Add(node) : null)) is not { } holder)
        {
            return;
        }

        holder.Lose(isUnclaimed);
        if (_awaitsPlace)
        {
            return;
        }

        if (host.IsNil || host == node || (holder.Held == 0 && !holder.IsUnclaimed))
        {
            Remove(holder);
        }
        else
        {
            record.Runtime.Peers.Tell(host, new StragglersAsked(record.Id, node));
        }
    });

    /// <summary>No call of a process that is lost is left at the actor.</summary>
    public void OnStragglersGone(NodeId node) => Change(() =>
    {
        if (Find(node) is { IsLost: true } holder)
        {
            Remove(holder);
        }
    });

    /// <summary>An incarnation is gone, and with it all calls of processes that are lost.</summary>
    public void OnIncarnationGone()
    {
        lock (Admission.Gate)
        {
            if (!_holders.Exists(static holder => holder.IsLost))
            {
                return;
            }
        }

        Change(RemoveLost);
    }

    /// <summary>This process has taken the actor over.</summary>
    /// <param name="former">The process that had it.</param>
    /// <param name="holders">Those that may hold credit.</param>
    public void AwaitClaims(NodeId former, IEnumerable<NodeId> holders) => Change(() =>
    {
        _awaitsPlace = true;
        _claims.UnionWith(holders);
        Add(former).Lose(isUnclaimed: true);
    });

    /// <summary>It is known where the actor is that this process has taken over; nil if it is nowhere.</summary>
    public void OnFound(NodeId place) => Change(() =>
    {
        _awaitsPlace = false;
        if (place.IsNil)
        {
            RemoveLost();
            return;
        }

        foreach (var lost in _holders.FindAll(static holder => holder.IsLost))
        {
            record.Runtime.Peers.Tell(place, new StragglersAsked(record.Id, lost.Node));
        }
    });

    public void OnClaimed(NodeId from, int credit) => Change(() =>
    {
        _claims.Remove(from);
        if (Find(from) is { Held: > 0 } or { IsLost: true })
        {
            return;
        }

        var holder = Find(from) ?? Add(from);
        holder.Held = credit;
        holder.Keeps = true;
        _granted += credit;
    });

    protected override void Settle()
    {
        if (IsClosed)
        {
            return;
        }

        while (Admission.Open < Allowed && TryGiveNext())
        {
        }

        if (_holders.Count > 0)
        {
            TellHolders();
        }
    }

    // Round the processes; the place behind the last holder is this one's own.
    private bool TryGiveNext()
    {
        var places = _holders.Count + 1;
        for (var i = 1; i <= places; i++)
        {
            var turn = (_turn + i) % places;
            if (turn == _holders.Count ? Admission.TryAdmitNext() : TryGrant(_holders[turn]))
            {
                _turn = turn;
                return true;
            }
        }

        return false;
    }

    private bool TryGrant(Holder holder)
    {
        if (holder.Wants == 0)
        {
            return false;
        }

        holder.Wants--;
        holder.Held++;
        holder.Fresh++;
        _granted++;
        Admission.NoteOpen();
        return true;
    }

    private void TellHolders()
    {
        var wanting = _holders.Count(static holder => holder.Wants > 0) + (Admission.IsWanting ? 1 : 0);
        foreach (var holder in _holders)
        {
            var othersWant = wanting - (holder.Wants > 0 ? 1 : 0) > 0;
            if (holder.Fresh > 0)
            {
                holder.Keeps |= !othersWant;
                Tell(holder, isFull: false);
            }

            if (othersWant && holder.Keeps && holder.Held > 0)
            {
                holder.Keeps = false;
                holder.IsRecalled = true;
                record.Runtime.Peers.Tell(holder.Node, new RoomRecalled(record.Id));
            }
        }

        if (_holders.Exists(static holder => holder.IsRecalled))
        {
            return;
        }

        foreach (var holder in _holders)
        {
            if (holder is { Wants: > 0, IsAnswered: false })
            {
                holder.IsAnswered = true;
                Tell(holder, isFull: true);
            }
        }
    }

    private void Tell(Holder holder, bool isFull)
    {
        record.Runtime.Peers.Tell(holder.Node, new RoomGranted(record.Id, holder.Fresh, holder.Keeps, isFull));
        holder.Fresh = 0;
    }

    private Holder? Find(NodeId node) => _holders.Find(holder => holder.Node == node);

    private Holder Add(NodeId node)
    {
        var holder = new Holder(node);
        _holders.Add(holder);
        return holder;
    }

    private void Remove(Holder holder)
    {
        _holders.Remove(holder);
        _granted -= holder.Held;
        _turn = 0;
    }

    private void RemoveLost() => _holders.FindAll(static holder => holder.IsLost).ForEach(Remove);

    private sealed class Holder(NodeId node)
    {
        public NodeId Node => node;

        public int Held { get; set; }

        public int Wants { get; set; }

        /// <summary>What was granted and is not told yet.</summary>
        public int Fresh { get; set; }

        /// <summary>Whether it keeps the credit of calls that have ended.</summary>
        public bool Keeps { get; set; }

        public bool IsRecalled { get; set; }

        public bool IsAnswered { get; set; }

        public bool IsLost { get; private set; }

        /// <summary>Whether it is not known how much it held.</summary>
        public bool IsUnclaimed { get; private set; }

        public void Lose(bool isUnclaimed)
        {
            Wants = 0;
            Keeps = false;
            IsRecalled = false;
            IsLost = true;
            IsUnclaimed |= isUnclaimed;
        }
    }
}
