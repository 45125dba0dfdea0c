using RayAkka.Handoff;

namespace RayAkka.Actors;

/// <content>
/// A detached actor in a cluster, whose life does not end with the process that runs it: its heirs are told how far it has come, and a record that was
/// made by one of them finds its way into the life that goes on. See <see cref="DetachedActors"/>.
/// </content>
internal sealed partial class OwnedActor
{
    private readonly bool _hasHeirs;
    private NodeId _creator;
    private bool _awaitsCensus;

    // From the adoption on until something is known: who asks then is told when it is, and keeps its way to the incarnation until then.
    private bool _isSilent;
    private bool _isAbandoned;

    /// <summary>Makes the record of a detached actor that another process has created.</summary>
    /// <param name="runtime">The session.</param>
    /// <param name="id">The actor.</param>
    /// <param name="spec">Its options.</param>
    /// <param name="actorType">Its class.</param>
    /// <param name="epoch">The epoch of the books under which its life is run here: the news of a higher one are newer.</param>
    public OwnedActor(RayRuntime runtime, ActorId id, ActorSpec spec, Type? actorType, ulong epoch)
        : base(runtime, id, spec, actorType, new ActorOwnership(null, default))
    {
        _hasHeirs = true;
        _borrowers = new ActorBorrowers(runtime, id, epoch);
    }

    /// <summary>Whether another node runs the actor's life when this process ends.</summary>
    public bool CanBeHandedOn => _hasHeirs && Runtime.Peers.All.Any(static peer => !peer.Hello.IsDriver);

    /// <summary>The constructor's arguments are still to come, from a process with which the actor ends until then.</summary>
    public void AwaitCreation(NodeId creator)
    {
        lock (Gate)
        {
            _creator = creator;
            State = ActorState.DependenciesUnready;
            Announce();
        }
    }

    /// <summary>Where the actor is, how far its life has come, and whose calls are open is still to be found out.</summary>
    public void AwaitCensus(NodeId former)
    {
        _awaitsCensus = _isSilent = true;
        Room?.AwaitClaims(former, [Runtime.Self, .. Runtime.Peers.All.Select(static peer => peer.Id)]);
    }

    /// <summary>The constructor's arguments are there.</summary>
    public void Provide(ObjectRef creation)
    {
        lock (Gate)
        {
            if (State == ActorState.Dead || Creation is not null)
            {
                return;
            }

            Creation = creation;
            _creator = default;
        }

        Start();
    }

    public void OnCreationUnreadable(Exception error) => End(
        Died(ActorDeathCause.ConstructorFailed, $"its constructor call cannot be read here: {error.Message}", error), graceful: false);

    /// <summary>It is known what the former owner has left.</summary>
    /// <param name="creation">The constructor call.</param>
    /// <param name="restarts">The number of the latest incarnation.</param>
    /// <param name="hasBegun">Whether that one was begun.</param>
    /// <param name="place">Where it is; nil if nowhere.</param>
    public void Settle(ObjectRef creation, int restarts, bool hasBegun, NodeId place)
    {
        ActorShell? shell = null;
        lock (Gate)
        {
            if (!_awaitsCensus)
            {
                return;
            }

            _awaitsCensus = false;
            _restarts = restarts;
            Creation = creation;
            if (!place.IsNil)
            {
                _shell = shell = Runtime.TryAttach(this, place, restarts);
            }
        }

        Room?.OnFound(shell?.Node ?? default);
        if (shell is null)
        {
            GoOnWithout(hasBegun);
            return;
        }

        if (shell.Cell is { } cell && place == Runtime.Self)
        {
            Runtime.OwnHost!.FindHanded(Id)?.Attach(this, cell);
        }
        else
        {
            shell.Start();
        }

        if (State == ActorState.Dead)
        {
            // It was killed while nobody knew where it was.
            shell.Kill(graceful: false);
        }
    }

    /// <summary>This process ends; the actor does not.</summary>
    public void Abandon()
    {
        ActorShell? shell;
        ActorPlacement? placement;
        lock (Gate)
        {
            if (State == ActorState.Dead)
            {
                return;
            }

            _isAbandoned = true;
            shell = _shell;
            placement = _placement;
            _placement = null;
            Runtime.RecordedCallers.OnLeft(Id);
            BecomeDead(Died(ActorDeathCause.ShutDown, "Ray was shut down"));
        }

        if (placement is not null)
        {
            Runtime.Scheduler.Withdraw(placement);
        }

        if (Spec.IsReplay)
        {
            Runtime.Journals.Close(this, forGood: false);
        }

        if (shell is ActorCell)
        {
            shell.Kill(graceful: true);
        }
        else
        {
            shell?.Lose();
        }

        FailAll();
        if (shell is null)
        {
            lock (Gate)
            {
                _ended?.TrySetResult(default);
            }
        }
    }

    // The latest incarnation is nowhere: it was lost with its node, or never begun.
    private void GoOnWithout(bool hasBegun)
    {
        var loss = new ActorLoss(ActorDeathCause.NodeDied, "it was lost together with the process that ran its life");
        lock (Gate)
        {
            if (State == ActorState.Dead)
            {
                return;
            }

            if (hasBegun && TryTakeRestart())
            {
                Restart(loss);
                hasBegun = false;
            }
            else if (!hasBegun)
            {
                Announce();
            }
        }

        if (hasBegun)
        {
            End(Died(loss), graceful: false);
        }
        else
        {
            Place();
        }
    }

    // Under the lock.
    private void TellHeirs(bool hasBegun)
    {
        if (_hasHeirs)
        {
            Runtime.Detached!.OnChanged(Id, _restarts, hasBegun);
        }
    }

    // Under the lock.
    private void TellHeirsOfDeath()
    {
        if (_hasHeirs)
        {
            Runtime.Detached!.OnDead(Id);
        }
    }
}
