using System.Collections.Concurrent;
using RayAkka.Actors;
using RayAkka.Engine;
using RayAkka.Engine.Peers;

namespace RayAkka.Handoff;

/// <content>What this process knows of actors whose lives others run or ran: testaments, owners, kills not confirmed yet.</content>
internal sealed partial class DetachedActors
{
    private readonly ConcurrentDictionary<ActorId, Testament> _testaments = new();
    private readonly ConcurrentDictionary<ActorId, (NodeId Owner, ulong Epoch)> _owners = new();
    private readonly ConcurrentDictionary<ActorId, byte> _kills = new();
    private readonly ConcurrentDictionary<ActorId, ITimer> _orphans = new();
    private readonly Lock _gate = new();
    private readonly HashSet<NodeId> _buried = [];
    private readonly List<ActorAdopted> _early = [];

    /// <summary>What is known of an actor, with the owner that it has as far as this process has heard.</summary>
    public ActorDescription Current(ActorDescription about) =>
        about.IsDetached && _owners.TryGetValue(about.Id, out var known) ? about with { Owner = known.Owner } : about;

    /// <summary>An actor was killed from here: its owner is told again should it change.</summary>
    public void OnKilled(ActorId actor) => _kills[actor] = 0;

    /// <summary>The actor is dead for good.</summary>
    public void Forget(ActorId actor)
    {
        _testaments.TryRemove(actor, out _);
        _owners.TryRemove(actor, out _);
        _kills.TryRemove(actor, out _);
        if (_orphans.TryRemove(actor, out var timer))
        {
            timer.Dispose();
        }

        // Here, at the latest, its arguments and the handles among them can go.
        if (_creations.TryRemove(actor, out var creation))
        {
            creation.Release();
        }

        runtime.OwnHost?.FindHanded(actor)?.EndIfLost();
        runtime.OwnHost?.ForgetHanded(actor);
    }

    /// <summary>A message about detached actors; false if it is none.</summary>
    public bool OnMessage(NodeId from, object message)
    {
        switch (message)
        {
            case Bequeath bequeath:
                OnBequeathed(bequeath.Testament);
                return true;

            case BequestChanged changed:
                OnChanged(changed);
                return true;

            case BequestEnded ended:
                Forget(ended.Actor);
                return true;

            case ActorAdopted adopted:
                OnAdopted(adopted);
                return true;

            case CellFound found:
                OnFound(from, found);
                return true;

            case ProvideCreation provided:
                OnProvided(provided);
                return true;

            default:
                return false;
        }
    }

    /// <summary>The owner of an actor to which there is a handle here is gone.</summary>
    public void OnOrphaned(BorrowedActor actor)
    {
        var former = actor.Owner;
        if (_owners.TryGetValue(actor.Id, out var known) && !runtime.Peers.IsGone(known.Owner))
        {
            actor.OnAdopted(known.Owner);
            return;
        }

        var timer = runtime.Time.CreateTimer(_ => GiveUp(actor, former), null, PeerTable.MeetingTime, Timeout.InfiniteTimeSpan);
        if (!_orphans.TryAdd(actor.Id, timer))
        {
            timer.Dispose();
            return;
        }

        if (_creations.ContainsKey(actor.Id) && _testaments.TryGetValue(actor.Id, out var testament) && !runtime.IsClosing)
        {
            // In case that nobody else has heard of the actor.
            runtime.Books.StartRegister(testament.About, testament.ToBytes());
        }
    }

    /// <summary>A process is gone, and nothing that it began here is still to come.</summary>
    public void OnPeerDown(NodeId node)
    {
        List<ActorAdopted> adopted;
        lock (_gate)
        {
            _buried.Add(node);
            adopted = _early.FindAll(one => one.Former == node);
            _early.RemoveAll(one => one.Former == node);
        }

        adopted.ForEach(Follow);
        LoseInCensuses(node);
    }

    private void OnBequeathed(Testament testament) => _testaments.AddOrUpdate(
        testament.Actor,
        static (_, given) => given,
        static (_, known, given) => known.Epoch > given.Epoch ? known : given,
        testament);

    private void OnChanged(BequestChanged changed)
    {
        while (_testaments.TryGetValue(changed.Actor, out var known) && known.Epoch == changed.Epoch)
        {
            if (_testaments.TryUpdate(changed.Actor, known with { Restarts = changed.Restarts, HasBegun = changed.HasBegun }, known))
            {
                return;
            }
        }
    }

    private void OnAdopted(ActorAdopted adopted)
    {
        lock (_gate)
        {
            // What the former owner has sent is handled first, however late this process learns of its end.
            var isMet = runtime.Peers.Find(adopted.Former) is not null || runtime.Peers.IsGone(adopted.Former);
            if (isMet && !_buried.Contains(adopted.Former))
            {
                _early.Add(adopted);
                return;
            }
        }

        Follow(adopted);
    }

    private void Follow(ActorAdopted adopted)
    {
        var (actor, owner) = (adopted.About.Id, adopted.About.Owner);
        if (_owners.TryGetValue(actor, out var known) && known.Epoch > adopted.Epoch)
        {
            return;
        }

        _owners[actor] = (owner, adopted.Epoch);
        runtime.RecordedCallers.OnAdopted(actor, owner);
        if (_orphans.TryRemove(actor, out var timer))
        {
            timer.Dispose();
        }

        if (_testaments.TryGetValue(actor, out var testament))
        {
            _testaments[actor] = testament with { About = testament.About with { Owner = owner }, Epoch = adopted.Epoch };
        }

        if (runtime.Actors.FindBorrowed(actor) is { } borrowed)
        {
            borrowed.OnAdopted(owner);
        }
        else if (adopted.About.Limits is { MailboxCapacity: >= 0 })
        {
            runtime.Peers.Tell(owner, new RoomClaimed(actor, 0));
        }

        if (_kills.ContainsKey(actor) || runtime.Actors.FindDead(actor) is { Cause: not ActorDeathCause.OwnerDied })
        {
            // The former owner had told of the death here, or was to be told to end it: whoever adopted it did not hear of that.
            runtime.Peers.Tell(owner, new EndActor(actor, NoRestart: true));
        }

        if (runtime.OwnHost is { } host)
        {
            var handed = host.FindHanded(actor);
            handed?.Cell.About.Owner = owner;
            runtime.Peers.Tell(owner, new CellFound(
                actor, adopted.Epoch, handed?.Cell.About.Incarnation ?? -1, testament?.Restarts ?? 0, testament?.HasBegun ?? false));
        }
    }

    private void GiveUp(BorrowedActor actor, NodeId former)
    {
        if (_orphans.TryRemove(actor.Id, out var timer))
        {
            timer.Dispose();
            if (actor.Owner == former)
            {
                actor.OnOwnerDied($"the process of node {former}, and no other has taken its place");
            }
        }
    }
}
