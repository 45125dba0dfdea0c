using RayAkka.CompilerServices;
using RayAkka.Execution;
using RayAkka.Scheduling;
using RayAkka.Tasks;

namespace RayAkka.Actors;

/// <summary>
/// An actor as its owner knows it, over all its incarnations.
/// </summary>
/// <remarks>
/// Invariants:
/// <list type="number">
/// <item>State moves DependenciesUnready, PendingCreation, Alive, then (Restarting, Alive)*, Dead; from any state to Dead; never from Dead.</item>
/// <item>The sink always takes calls: it keeps them while there is no incarnation, and fails them when the actor is dead. A
/// sink that is replaced has first given up its calls, so each is answered by exactly one place and a caller's order is kept.</item>
/// <item>There is one shell at most; news from another one is old and is ignored.</item>
/// <item>A lost incarnation has given back its unanswered calls before the next one is placed: they go before everything posted since.</item>
/// <item>The record never refers to a lease: handles keep the record, not the other way round.</item>
/// </list>
/// The lock guards the state; the scheduler, shells and refs are called outside of it, but for one thing: the calls that waited are handed to a
/// started incarnation under it, so that a loss at the same time comes either before or after.
/// </remarks>
internal sealed partial class ActorRecord : IActorOwner
{
    private readonly Lock _gate = new();
    private PendingSink? _pending;
    private ActorPlacement? _placement;
    private ActorShell? _shell;
    private ActorShell? _draining;
    private TaskCompletionSource? _ended;
    private CallSink _sink;
    private int _restarts;
    private HashSet<CallGates>? _gates;
    private int _gated;
    private bool _endsBehindGates;
    private ActorDiedException? _death;

    public ActorRecord(RayRuntime runtime, ActorId id, ActorSpec spec, ObjectRef creation, ActorOwnership ownership)
    {
        Runtime = runtime;
        Id = id;
        Spec = spec;
        Creation = creation;
        ActorType = creation.InstanceType;
        Ownership = ownership;
        _pending = new PendingSink(this, rebuilding: false);
        _sink = _pending;
    }

    public RayRuntime Runtime { get; }

    public ActorId Id { get; }

    public ActorSpec Spec { get; }

    public ActorOwnership Ownership { get; }

    /// <summary>The remote class.</summary>
    public Type? ActorType { get; }

    public string Namespace => Spec.Namespace ?? Runtime.Namespace;

    /// <summary>The constructor call; null once the actor is dead.</summary>
    public ObjectRef? Creation { get; private set; }

    public ActorState State { get; private set; } = ActorState.PendingCreation;

    public int Restarts => _restarts;

    /// <summary>The handle lease of this process.</summary>
    public LeaseHolder Leases { get; } = new();

    /// <summary>The present incarnation if it runs in this process.</summary>
    public ActorCell? Cell => Volatile.Read(ref _shell)?.Cell;

    /// <summary>The node of the present incarnation; nil without one.</summary>
    public NodeId Node => Volatile.Read(ref _shell)?.Node ?? default;

    /// <summary>Completes when the actor has ended for good and its object was disposed where it should be.</summary>
    public Task Ended
    {
        get
        {
            lock (_gate)
            {
                if (_ended is null)
                {
                    _ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    if (State == ActorState.Dead && _shell is null)
                    {
                        _ended.SetResult();
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
        lock (_gate)
        {
            creation = Creation;
            unresolved = creation is null ? null : DependencyWait.Unresolved(creation);
            if (State != ActorState.Dead && unresolved is not null)
            {
                State = ActorState.DependenciesUnready;
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
        ActorShell? shell = null;
        var again = false;
        lock (_gate)
        {
            if (State != ActorState.Dead && ReferenceEquals(_placement, placement))
            {
                _placement = null;
                shell = Runtime.TryMakeShell(this, grant);
                _shell = shell;
                again = shell is null;
            }
        }

        if (shell is not null)
        {
            shell.Start();
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
            End(Died($"it {reason}", new ActorUnschedulableException($"{Spec.ClassName} {reason}; ask for less or add a node.")), graceful: false);
        }
    }

    public void OnStarted(ActorShell shell)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(shell, _shell) || State == ActorState.Dead)
            {
                return;
            }

            State = ActorState.Alive;
            _pending?.MoveTo(shell);
            _pending = null;
        }

        // A finished constructor is no reason for a rebuilt actor to forget the arguments; without restarts they can go.
        if (Spec.MaxRestarts == 0)
        {
            Creation?.Release();
        }
    }

    public void OnConstructorFailed(ActorShell shell, Exception thrown) => End(
        Died($"its constructor threw {thrown.GetType().Name}: {thrown.Message}", thrown, constructorFailed: true), graceful: false, shell);

    public void OnExiting(ActorShell shell, ExitReason reason)
    {
        var text = reason switch
        {
            ExitReason.ExitActor => "it called Ray.ExitActor (exit_actor())",
            ExitReason.NodeLeft => "its node has left the cluster",
            _ => "its last handle is gone",
        };
        lock (_gate)
        {
            if (!ReferenceEquals(shell, _shell) || State == ActorState.Dead)
            {
                return;
            }

            if (reason == ExitReason.NodeLeft && TryTakeRestart())
            {
                BecomeRestarting();
                return;
            }

            BecomeDead(Died(text, routine: true));
        }

        AfterDeath();
    }

    public void OnDrained(ActorShell shell, List<ObjectRef> calls, bool first)
    {
        Reroute(calls, first);
        var replace = false;
        lock (_gate)
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
        TaskCompletionSource? ended = null;
        lock (_gate)
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

        ReleaseCreation();
        ended?.TrySetResult();
    }

    /// <summary>The incarnation is gone by an accident, or was killed with leave to come back.</summary>
    public void OnLost(ActorShell? shell, string reason, Exception? cause, bool nodeIsGone)
    {
        var rebuild = false;
        lock (_gate)
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
                BecomeRestarting();
            }
        }

        if (!rebuild)
        {
            End(Died(reason, cause), graceful: false);
            return;
        }

        Runtime.Log.ActorRestarting(Spec.ClassName, Id, reason, _restarts);
        if (nodeIsGone)
        {
            shell!.Lose();
        }
        else
        {
            shell!.Kill(graceful: false);
        }
    }

    /// <summary>Ray.Kill.</summary>
    public void Kill(bool noRestart)
    {
        ActorShell? shell;
        lock (_gate)
        {
            shell = _shell;
        }

        if (noRestart)
        {
            End(Died("it was killed by Ray.Kill", routine: true), graceful: false);
        }
        else
        {
            OnLost(shell, "it was killed by Ray.Kill", null, nodeIsGone: false);
        }
    }

    /// <summary>A node is gone; if the actor lived there it is lost, if it belonged there it ends.</summary>
    public void OnNodeLost(NodeId node, string reason)
    {
        if (Ownership.Node == node)
        {
            End(Died($"its owner has died (node {node})"), graceful: false);
            return;
        }

        ActorShell? shell;
        lock (_gate)
        {
            shell = _shell;
        }

        if (shell is not null && shell.Node == node)
        {
            OnLost(shell, reason, new NodeDiedException($"The node {node} was lost: {reason}.") { NodeId = node }, nodeIsGone: true);
        }
    }

    /// <summary>The actor's node is about to leave: the actor ends there behind the calls submitted so far, and is rebuilt elsewhere if it may be.</summary>
    public void OnNodeLeaving(NodeId node)
    {
        if (Node == node)
        {
            PostTermination(ExitReason.NodeLeft);
        }
    }

    public void OnOwnerDied(string owner) => End(Died($"its owner has died ({owner})"), graceful: false);

    public void OnShutdown() => End(Died("Ray was shut down", routine: true), graceful: true);

    // Not while an incarnation could still run the constructor.
    private void ReleaseCreation()
    {
        ObjectRef? creation;
        lock (_gate)
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
            End(Died($"an argument of its constructor failed: {error.Message}", error, constructorFailed: true), graceful: false);
        }
        else
        {
            Place();
        }
    }

    private void Place()
    {
        ActorPlacement placement;
        lock (_gate)
        {
            if (State == ActorState.Dead)
            {
                return;
            }

            if (State == ActorState.DependenciesUnready)
            {
                State = ActorState.PendingCreation;
            }

            placement = _placement = new ActorPlacement(this);
        }

        Runtime.Scheduler.Submit(placement);
    }

    private void End(ActorDiedException death, bool graceful, ActorShell? only = null)
    {
        ActorShell? shell;
        ActorPlacement? placement;
        lock (_gate)
        {
            if (State == ActorState.Dead || (only is not null && !ReferenceEquals(only, _shell)))
            {
                return;
            }

            shell = _shell;
            placement = _placement;
            _placement = null;
            BecomeDead(death);
        }

        if (placement is not null)
        {
            Runtime.Scheduler.Withdraw(placement);
        }

        shell?.Kill(graceful);
        AfterDeath();
        if (shell is null)
        {
            lock (_gate)
            {
                _ended?.TrySetResult();
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
    private void BecomeRestarting()
    {
        State = ActorState.Restarting;
        _draining = _shell;
        _shell = null;
        _pending ??= new PendingSink(this, rebuilding: true);
        _sink = _pending;
    }

    // Under the lock.
    private void BecomeDead(ActorDiedException death)
    {
        _death = death;
        State = ActorState.Dead;

        // Before any call fails: whoever learns of the death may want the name at once.
        Runtime.Actors.Remove(this);
        if (_pending is null)
        {
            _sink = new DeadSink(this);
        }
    }

    private void AfterDeath()
    {
        if (Interlocked.Exchange(ref _pending, null) is { } pending)
        {
            Reroute(pending.Close(new DeadSink(this)), beforeAllOthers: true);
        }

        HashSet<CallGates>? gates;
        lock (_gate)
        {
            gates = _gates;
            _gates = null;
        }

        foreach (var gate in gates ?? [])
        {
            gate.Fail(this);
        }

        Ownership.OnDead(this);
        ReleaseCreation();
        Runtime.Log.ActorDied(Spec.ClassName, Id, _death!.Message);
    }

    private ActorDiedException Died(string reason, Exception? cause = null, bool constructorFailed = false, bool routine = false) =>
        new($"{Describe()} has died: {reason}.", cause)
        {
            ActorId = Id,
            ConstructorFailed = constructorFailed,
            IsRoutine = routine,
        };

    private string Describe()
    {
        var name = Spec.Name is null ? "" : $" named '{Spec.Name}' in namespace '{Namespace}'";
        var node = Volatile.Read(ref _shell) is { } shell ? $" on node {shell.Node}" : "";
        return $"The actor {Spec.ClassName}{name} ({Id}){node}";
    }
}
