using RayAkka.CompilerServices;
using RayAkka.Engine;
using RayAkka.Execution;
using RayAkka.Scheduling;
using RayAkka.Tasks;

namespace RayAkka.Actors;

/// <summary>
/// An actor as the process that created it knows it, over all its incarnations.
/// </summary>
/// <remarks>
/// Invariants:
/// <list type="number">
/// <item>State moves DependenciesUnready, PendingCreation, Alive, then (Restarting, Alive)*, Dead; from any state to Dead; never from Dead.</item>
/// <item>There is one shell at most; news from another one is old and is ignored.</item>
/// <item>A lost incarnation has given back its unanswered calls before the next one is placed.</item>
/// <item>What the borrowers are told is told under the lock, so that each hears it in the order in which it happened.</item>
/// </list>
/// </remarks>
internal sealed partial class OwnedActor : ActorRecord, IActorOwner
{
    private ActorPlacement? _placement;
    private ActorShell? _shell;
    private ActorShell? _draining;
    private Promise<Nothing>? _ended;
    private int _restarts;
    private readonly ActorBorrowers? _borrowers;
    private bool _isOutOfScope;
    private bool _isStopped;

    public OwnedActor(RayRuntime runtime, ActorId id, ActorSpec spec, ObjectRef creation, ActorOwnership ownership)
        : base(runtime, id, spec, creation.InstanceType, ownership)
    {
        Creation = creation;
        _borrowers = runtime.IsCluster ? new ActorBorrowers(runtime, id) : null;
    }

    public override NodeId Owner => Runtime.Self;

    private OwnedRoom? Room => Admission?.Room as OwnedRoom;

    public override int Restarts => _restarts;

    public override ActorCell? Cell => Volatile.Read(ref _shell)?.Cell;

    public override NodeId Node => Volatile.Read(ref _shell)?.Node ?? default;

    public override Task Ended
    {
        get
        {
            lock (Gate)
            {
                if (_ended is null)
                {
                    _ended = new Promise<Nothing>();
                    if (State == ActorState.Dead && _shell is null)
                    {
                        _ended.TrySetResult(default);
                    }
                }

                return _ended.Task;
            }
        }
    }

    /// <summary>Starts the creation: arguments, place, constructor.</summary>
    public void Start()
    {
        List<ObjectRef>? unresolved;
        ObjectRef? creation;
        lock (Gate)
        {
            creation = Creation;
            unresolved = creation is null ? null : DependencyWait.Unresolved(creation);
            if (State != ActorState.Dead && unresolved is not null)
            {
                State = ActorState.DependenciesUnready;
                Announce();
            }
        }

        if (unresolved is not null)
        {
            DependencyWait.Start(creation!, unresolved, OnDependencies);
        }
        else
        {
            Place();
        }

        if (Runtime.IsClosing)
        {
            // Shutdown may have looked for actors before this one was entered.
            OnShutdown();
        }
    }

    public void OnPlaced(ActorPlacement placement)
    {
        var grant = placement.Grant!;
        if (Runtime.IsCluster && Runtime.Peers.Await(grant.Node, () => OnPlaced(placement)))
        {
            return;
        }

        ActorShell? shell = null;
        var again = false;
        lock (Gate)
        {
            if (State != ActorState.Dead && ReferenceEquals(_placement, placement))
            {
                _placement = null;
                shell = Runtime.TryMakeShell(this, grant);
                _shell = shell;
                again = shell is null;
                TellHeirs(hasBegun: !again);
            }
        }

        if (shell is not null)
        {
            shell.Start();
            if (grant.Bundle is { } bundle && Runtime.Groups.Find(bundle.Group) is { IsRemoved: true } removed)
            {
                // It was removed between the grant and now.
                OnGroupRemoved(removed.Spec.Title);
            }

            return;
        }

        Runtime.Scheduler.Release(grant);
        if (again)
        {
            Place();
        }
    }

    public void OnUnschedulable(ActorPlacement placement, string reason)
    {
        if (ReferenceEquals(Volatile.Read(ref _placement), placement))
        {
            End(Died(ActorDeathCause.Unschedulable, $"it {reason}", new ActorUnschedulableException($"{Spec.ClassName} {reason}{Spec.Remedy}.")), graceful: false);
        }
    }

    public void OnStarted(ActorShell shell)
    {
        lock (Gate)
        {
            if (!ReferenceEquals(shell, _shell) || State == ActorState.Dead)
            {
                return;
            }

            BecomeAlive(shell);
            Announce();
        }

        // A finished constructor is no reason for a rebuilt actor to forget the arguments, nor for one whose journal may be read when it has ended;
        // without either they can go.
        if (Spec is { MaxRestarts: 0, IsReplay: false })
        {
            Creation?.Release();
        }
    }

    public void OnConstructorFailed(ActorShell shell, Exception thrown) => FailCreation(Runtime.WireCheck?.Pass(thrown) ?? thrown, shell);

    /// <summary>The constructor threw, or could not be called.</summary>
    public void FailCreation(Exception thrown, ActorShell? shell = null) => End(
        Died(ActorDeathCause.ConstructorFailed, $"its constructor threw {thrown.GetType().Name}: {thrown.Message}", thrown), graceful: false, shell);

    public void OnExiting(ActorShell shell, ExitReason reason)
    {
        var loss = reason switch
        {
            ExitReason.ExitActor => new ActorLoss(ActorDeathCause.Exited, "it called Ray.ExitActor (exit_actor())"),
            ExitReason.Killed => new ActorLoss(ActorDeathCause.Killed, "it was killed by Ray.Kill"),
            ExitReason.NodeLeft => new ActorLoss(ActorDeathCause.NodeRemoved, "its node has left the cluster"),
            _ => new ActorLoss(ActorDeathCause.OutOfScope, "its last handle is gone"),
        };
        lock (Gate)
        {
            if (!ReferenceEquals(shell, _shell) || State == ActorState.Dead)
            {
                return;
            }

            if (reason == ExitReason.NodeLeft && TryTakeRestart())
            {
                Restart(loss);
                return;
            }

            Die(Died(loss));
        }

        AfterDeath();
    }

    public override void OnDrained(ActorShell shell, List<ObjectRef> calls, bool first)
    {
        Reroute(calls, first);
        if (first)
        {
            Room?.OnIncarnationGone();
        }

        var replace = false;
        lock (Gate)
        {
            if (first && ReferenceEquals(shell, _draining))
            {
                _draining = null;
                replace = State == ActorState.Restarting;
            }
        }

        if (replace)
        {
            Place();
        }
    }

    public void OnEnded(ActorShell shell)
    {
        Promise<Nothing>? ended = null;
        lock (Gate)
        {
            if (ReferenceEquals(shell, _shell))
            {
                _shell = null;
            }

            if (State == ActorState.Dead && _shell is null)
            {
                ended = _ended;
            }
        }

        if (Spec.IsReplay && !IsReader && shell is RemoteShell && State == ActorState.Dead && IsOverForGood && !Runtime.Results.IsKept(Id))
        {
            // It may have begun behind the death, by a message that was on its way.
            Runtime.Journals.Remove(Id);
        }

        ReleaseCreation();
        ended?.TrySetResult(default);
    }

    /// <summary>The node did not take the incarnation: the place was not valid any more.</summary>
    public void OnRefused(ActorShell shell)
    {
        Runtime.Scheduler.Release(((RemoteShell)shell).Grant!);
        lock (Gate)
        {
            if (!ReferenceEquals(shell, _shell))
            {
                return;
            }

            _shell = null;
        }

        Place();
        OnEnded(shell);
    }

    public void OnCrashed(ActorShell shell, string reason, Exception? cause)
    {
        if (IsReader)
        {
            // What it does again has not crashed the actor.
            OnStopped(shell, reason, cause);
            return;
        }

        OnLost(shell, new ActorLoss(ActorDeathCause.WorkerCrashed, reason, cause), nodeIsGone: false);
    }

    public void OnStopped(ActorShell shell, string reason, Exception? cause)
    {
        _isStopped = true;
        End(Died(ActorDeathCause.WorkerCrashed, reason, cause), graceful: false, shell);
    }

    /// <summary>A handle is about to travel to another process.</summary>
    /// <returns>Whether that process must be told the news afterwards, by <see cref="TellNews"/>.</returns>
    public bool Lend(NodeId peer, bool strong) => _borrowers!.Lend(peer, strong);

    public void TellNews(NodeId peer)
    {
        if (!_isSilent)
        {
            _borrowers!.TellLatest(peer);
        }
    }

    /// <summary>Another process gave handles back; if it was the last to hold the actor, the actor ends.</summary>
    /// <returns>Whether somebody still holds the actor.</returns>
    public bool OnReleased(NodeId peer, long count)
    {
        if (!_borrowers!.Release(peer, count))
        {
            return true;
        }

        return !TryEndUnheld();
    }

    protected override void ReleaseName()
    {
        if (Spec.Name is { } name && !_isAbandoned)
        {
            Runtime.Names.Release(Namespace, name, Id);
        }
    }

    protected override void LetGo()
    {
        lock (Gate)
        {
            _isOutOfScope = true;
        }

        TryEndUnheld();
    }

    // False while a handle is left somewhere.
    private bool TryEndUnheld()
    {
        lock (Gate)
        {
            if (Spec.IsDetached || !_isOutOfScope || Leases.IsHeld || _borrowers is { IsHeld: true } || State == ActorState.Dead)
            {
                return State == ActorState.Dead;
            }
        }

        PostTermination(ExitReason.OutOfScope);
        return true;
    }

    /// <summary>The incarnation is gone by an accident, or was killed with leave to come back.</summary>
    public void OnLost(ActorShell? shell, ActorLoss loss, bool nodeIsGone)
    {
        var rebuild = false;
        lock (Gate)
        {
            if (State == ActorState.Dead || !ReferenceEquals(shell, _shell))
            {
                return;
            }

            rebuild = TryTakeRestart();
            if (rebuild && shell is null)
            {
                // Nothing was lost but the restart: the creation that is under way goes on.
                return;
            }

            if (rebuild)
            {
                Restart(loss);
            }
        }

        if (!rebuild)
        {
            End(Died(loss), graceful: false);
            return;
        }

        Runtime.Log.ActorRestarting(Spec.ClassName, Id, loss.Reason, _restarts);
        if (nodeIsGone)
        {
            shell!.Lose();
        }
        else
        {
            shell!.Kill(graceful: false);
        }
    }

    public override void Kill(bool noRestart)
    {
        ActorShell? shell;
        lock (Gate)
        {
            shell = _shell;
        }

        var loss = new ActorLoss(ActorDeathCause.Killed, "it was killed by Ray.Kill");
        if (noRestart)
        {
            End(Died(loss), graceful: false);
        }
        else
        {
            OnLost(shell, loss, nodeIsGone: false);
        }
    }

    public override Task GivenUp => _borrowers is { IsHeld: true } ? Task.CompletedTask : Ended;

    /// <summary>A node is gone; if the actor lived there it is lost, if it belonged there it ends.</summary>
    public void OnNodeLost(NodeId node, string reason)
    {
        if (_borrowers is not null && _borrowers.Lose(node))
        {
            TryEndUnheld();
        }

        Room?.OnLost(node, Node);

        if (Ownership.Node == node || _creator == node)
        {
            End(Died(ActorDeathCause.OwnerDied, $"its owner has died (node {node})"), graceful: false);
            return;
        }

        ActorShell? shell;
        lock (Gate)
        {
            shell = _shell;
        }

        if (shell is not null && shell.Node == node)
        {
            var error = new NodeDiedException($"The node {node} was lost: {reason}.") { NodeId = node };
            OnLost(shell, new ActorLoss(ActorDeathCause.NodeDied, reason, error), nodeIsGone: true);
        }
    }

    /// <summary>The actor's node is about to leave: the actor ends there behind the calls submitted so far, and is rebuilt elsewhere if it may be.</summary>
    public void OnNodeLeaving(NodeId node)
    {
        if (Node == node)
        {
            PostTermination(ExitReason.NodeLeft, leaves: node);
        }
    }

    public override void OnOwnerDied(string owner) => End(Died(ActorDeathCause.OwnerDied, $"its owner has died ({owner})"), graceful: false);

    public void OnGroupRemoved(string title) => End(Died(ActorDeathCause.PlacementGroupRemoved, $"{title} was removed"), graceful: false);

    public void OnShutdown() => End(Died(ActorDeathCause.ShutDown, "Ray was shut down"), graceful: true);

    // Not while an incarnation could still run the constructor.
    private void ReleaseCreation()
    {
        ObjectRef? creation;
        lock (Gate)
        {
            if (State != ActorState.Dead || _shell is not null)
            {
                return;
            }

            creation = Creation;
            Creation = null;
        }

        creation?.Release();
    }

    private void OnDependencies(ObjectRef creation)
    {
        if (creation.IsFailed)
        {
            var error = creation.Error;
            End(Died(ActorDeathCause.DependencyFailed, $"an argument of its constructor failed: {error.Message}", error), graceful: false);
        }
        else
        {
            Place();
        }
    }

    private void Place()
    {
        ActorPlacement placement;
        lock (Gate)
        {
            if (State == ActorState.Dead)
            {
                return;
            }

            if (State == ActorState.DependenciesUnready)
            {
                State = ActorState.PendingCreation;
                Announce();
            }

            placement = _placement = new ActorPlacement(this);
        }

        Runtime.Scheduler.Submit(placement);
    }

    private void End(ActorDiedException death, bool graceful, ActorShell? only = null)
    {
        ActorShell? shell;
        ActorPlacement? placement;
        lock (Gate)
        {
            if (State == ActorState.Dead || (only is not null && !ReferenceEquals(only, _shell)))
            {
                return;
            }

            shell = _shell;
            placement = _placement;
            _placement = null;
            if (Spec.IsReplay && GoesOn)
            {
                Runtime.RecordedCallers.OnLeft(Id);
            }

            Die(death);
        }

        if (placement is not null)
        {
            Runtime.Scheduler.Withdraw(placement);
        }

        shell?.Kill(graceful);
        AfterDeath();
        if (shell is null)
        {
            lock (Gate)
            {
                _ended?.TrySetResult(default);
            }
        }
    }

    // Under the lock.
    private bool TryTakeRestart()
    {
        if (Runtime.IsClosing || (Spec.MaxRestarts >= 0 && _restarts >= Spec.MaxRestarts))
        {
            return false;
        }

        _restarts++;
        return true;
    }

    // Under the lock. The next place is asked for when the old shell has given back its calls.
    private void Restart(ActorLoss loss)
    {
        _draining = _shell;
        _shell = null;
        Loss = loss;
        BecomeRestarting();
        TellHeirs(hasBegun: false);
        Announce();
    }

    // Under the lock.
    private void Die(ActorDiedException death)
    {
        BecomeDead(death);
        TellHeirsOfDeath();
        TellBorrowers();
    }

    private bool IsOverForGood => !_isStopped && !(Runtime.IsClosing && Spec.IsDetached);

    // Whether it may be made again, under its id, and make the calls again that its journal has without an answer.
    private bool GoesOn => Spec.IsDetached && (Runtime.IsClosing || (_isStopped && Runtime.Journals.IsStored));

    // Under the lock, behind each change of the state but the last.
    private void Announce()
    {
        TellBorrowers();
        Report();
    }

    private void AfterDeath()
    {
        if (Spec.IsReplay && !IsReader)
        {
            Runtime.Journals.Close(this, IsOverForGood && !Runtime.Results.TryKeep(this, Death!));
            if (!GoesOn)
            {
                Runtime.RecordedCallers.OnDead(this);
            }
        }

        FailAll();
        ReleaseCreation();
        if (!IsReader)
        {
            Runtime.Log.ActorDied(Spec.ClassName, Id, Death!.Message);
        }
    }

    // Under the lock.
    private void TellBorrowers()
    {
        _isSilent = false;
        _borrowers?.Tell(State, _restarts, _shell?.Node ?? default, Death, State == ActorState.Restarting ? Loss : null);
    }
}
