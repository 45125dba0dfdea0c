using RayAkka.Actors;
using RayAkka.Diagnostics;
using RayAkka.Engine;

namespace RayAkka.Head;

/// <summary>
/// The books of one epoch, from the first question for reports to the resignation. The gate of the headship guards it.
/// </summary>
/// <remarks>
/// Invariants: (1) the books open when every living node has reported or is gone; nothing is issued and nothing is answered before, what is
/// asked is kept in order; (2) what a node says before its report belongs to an older epoch and is ignored; (3) a node that is met
/// later reports before it counts, and everything else that it says comes behind its report.
/// </remarks>
internal sealed partial class HeadOffice(
    ulong epoch, NodeId self, IHeadChannel channel, HeadLedger ledger, IActorKeeper? keeper, Func<ulong, bool> isGone, RayLog log) : IDisposable
{
    private readonly Dictionary<NodeId, HeadMember> _members = [];
    private readonly NameTable _names = new();
    private readonly HashSet<NodeId> _draining = [];
    private List<(HeadMember From, HeadMessage Message)>? _early = [];

    public ulong Epoch { get; } = epoch;

    private bool IsOpen => _early is null;

    /// <summary>Meets nodes and asks each for its report.</summary>
    public void Meet(IEnumerable<NodeHello> nodes)
    {
        foreach (var node in nodes)
        {
            if (_members.TryAdd(node.Node, new HeadMember(node.Node, node.Address)))
            {
                channel.Send(node.Node, new HeadHello(Epoch));
            }
        }
    }

    public void Remove(NodeId node)
    {
        if (!_members.Remove(node, out var member))
        {
            return;
        }

        _draining.Remove(node);
        if (IsOpen)
        {
            _names.ReleaseOwner(node);
            ledger.Remove(member);
            RemoveGroupsOf(node.High);
            AdoptOrphans();
        }
        else
        {
            OpenIfComplete();
        }
    }

    public void OnMessage(NodeId from, HeadMessage message)
    {
        if (!_members.TryGetValue(from, out var member))
        {
            return;
        }

        if (message is Report report)
        {
            OnReport(member, report);
        }
        else if (member.Report is null)
        {
            return;
        }
        else if (_early is not null)
        {
            _early.Add((member, message));
        }
        else
        {
            Handle(member, message);
        }
    }

    /// <summary>The nodes whose reports are missing, for the log; null if the books are open.</summary>
    public string? Missing() => IsOpen
        ? null
        : string.Join(", ", _members.Values.Where(static member => member.Report is null).Select(static member => $"{member.Address} ({member.Id})"));

    public void Dispose() => ledger.Dispose();

    private void OnReport(HeadMember member, Report report)
    {
        if (report.Epoch != Epoch || member.Report is not null)
        {
            return;
        }

        member.Report = report;
        foreach (var draining in report.Draining)
        {
            OnDrain(member, draining);
        }

        if (IsOpen)
        {
            AdoptGroups([member]);
            Admit(member);
            ledger.SettleGroups();
            TellGroups(member);
        }
        else
        {
            OpenIfComplete();
        }
    }

    private void OpenIfComplete()
    {
        if (_members.Values.Any(static member => member.Report is null))
        {
            return;
        }

        AdoptGroups(_members.Values);
        var early = _early!;
        _early = null;
        foreach (var member in _members.Values)
        {
            Admit(member);
        }

        ledger.SettleGroups();
        RemoveGroupsOfTheGone();

        // Before what was asked meanwhile: nobody is given the name of an actor that lives.
        AdoptOrphans();
        log.BooksOpened(Epoch, _members.Count, ledger.GrantCount);
        foreach (var (from, message) in early)
        {
            // A node that is gone meanwhile is a member no longer.
            OnMessage(from.Id, message);
        }
    }

    private void Admit(HeadMember member)
    {
        ledger.Admit(member, _draining.Contains(member.Id));
        foreach (var actor in member.Report!.Names)
        {
            if (_names.Reserve(actor) is not null)
            {
                channel.Send(member.Id, new NameLost(actor.Namespace, actor.Name!, actor.Id));
            }
        }
    }

    private void Handle(HeadMember member, HeadMessage message)
    {
        switch (message)
        {
            case DefineShape shape:
                member.Define(shape);
                break;
            case Place place:
                ledger.Place(member, place.Number, member.Shape(place.Shape));
                break;
            case Withdraw withdraw:
                ledger.Withdraw(member, withdraw.Number);
                break;
            case Release release:
                ledger.Release(member.Id, release.Id);
                break;
            case Block block:
                ledger.Block(member.Id, block.Id);
                break;
            case Unblock unblock:
                ledger.Unblock(member.Id, unblock.Id);
                break;
            case Drain drain:
                OnDrain(member, drain.Node);
                break;
            case Fenced fenced:
                ledger.OnFenced(member.Id, fenced);
                break;
            case ReleaseName name:
                _names.Release(name.Namespace, name.Name, name.Actor);
                break;
            case HeadQuery query:
                channel.Send(member.Id, Answer(member, query));
                break;
            default:
                break;
        }
    }

    private void AdoptOrphans()
    {
        foreach (var actor in keeper?.AdoptOrphans(Epoch) ?? [])
        {
            if (_names.Reserve(actor) is not null)
            {
                channel.Send(self, new NameLost(actor.Namespace, actor.Name!, actor.Id));
            }
        }
    }

    // The name first: what has none to lose need not be made.
    private NameAnswer Register(HeadMember member, RegisterActor register)
    {
        var actor = register.Actor with { Owner = self };
        if (actor.Name is not null && _names.Reserve(actor) is { } taken)
        {
            return new NameAnswer(register.Number, taken);
        }

        var owner = keeper?.OnRegistered(Epoch, member.Id, register.Content) ?? self;
        if (actor.Name is not null && owner.IsNil)
        {
            _names.Release(actor.Namespace, actor.Name, actor.Id);
        }
        else if (actor.Name is not null && owner != self)
        {
            _names.Reserve(actor with { Owner = owner });
        }

        return new NameAnswer(register.Number, owner.IsNil ? actor : actor with { Owner = owner });
    }

    private void OnDrain(HeadMember member, NodeId node)
    {
        _draining.Add(node);
        ledger.Drain(node);
        if (node != member.Id && _members.ContainsKey(node))
        {
            channel.Send(node, Draining.Instance);
        }
    }

    private HeadAnswer Answer(HeadMember member, HeadQuery query) => query switch
    {
        CreateGroup create => new GroupAnswer(query.Number, ledger.CreateGroup(create.Group)),
        RemoveGroup remove => Remove(remove),
        GroupsQuery => new GroupsAnswer(query.Number, ledger.Groups()),
        DemandQuery => new DemandAnswer(query.Number, ledger.Demand()),
        UsageQuery => new UsageAnswer(query.Number, ledger.Amounts()),
        FeasibilityQuery feasibility => new FeasibilityAnswer(query.Number, ledger.WhyInfeasible(feasibility.Shape)),
        ReserveName reserve => new NameAnswer(query.Number, _names.Reserve(reserve.Actor)),
        FindName find => new NameAnswer(query.Number, _names.Find(find.Namespace, find.Name)),
        RegisterActor register => Register(member, register),
        ListNames list => new NamesAnswer(query.Number, _names.Names(list.Namespace)),
        _ => throw new System.Diagnostics.UnreachableException($"{query.Kind} has no answer."),
    };
}
