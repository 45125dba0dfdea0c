using RayAkka.Engine;

namespace RayAkka.Actors;

/// <summary>
/// An actor as a process knows it that was handed a handle. Its calls go straight to the incarnation; what becomes of the actor it hears
/// from the owner.
/// </summary>
/// <remarks>
/// Invariants:
/// <list type="number">
/// <item>News with a version below one that was heard is old and is ignored.</item>
/// <item>There is one route at most, to the incarnation of the latest news. When it closes before news of why has come, the calls that it
/// gives back wait, and so do later ones: whether they are retried, fail as unavailable or fail with the actor's death is for the news to
/// say. It comes from the owner, or with the owner's own end.</item>
/// <item>The owner counts the strong handles that it or others gave to this process; this process counts what it was given, and gives that
/// number back when its lease is gone and its calls are answered. So no handle on the way is ever missed.</item>
/// </list>
/// </remarks>
internal sealed partial class BorrowedActor : ActorRecord
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<ObjectRef> _limbo = [];
    private TaskCompletionSource? _givenUp;
    private ActorShell? _route;
    private NodeId _owner;
    private int _incarnation = -1;
    private long _version = -1;
    private ActorState _seen = ActorState.PendingCreation;
    private NodeId _seenNode;
    private int _restarts;
    private long _lent;

    public BorrowedActor(RayRuntime runtime, ActorDescription about, Type? actorType)
        : base(runtime, about.Id, ActorSpec.Of(about), actorType, new ActorOwnership(null, default)) => _owner = about.Owner;

    public override NodeId Owner => _owner;

    public override ActorCell? Cell => Volatile.Read(ref _route)?.Cell;

    public override NodeId Node => Volatile.Read(ref _route)?.Node ?? default;

    public override Task Ended => _ended.Task;

    // The state of the base is about the way of calls, which may be lost before it is known why.
    public override ActorState SeenState => State == ActorState.Dead ? ActorState.Dead : _seen;

    public override int Restarts => _restarts;

    protected override NodeId SeenNode => _seenNode;

    public override Task GivenUp
    {
        get
        {
            lock (Gate)
            {
                // Of a handle that was given up already, while this process has others.
                return State == ActorState.Dead ? _ended.Task : Leases.IsHeld ? Task.CompletedTask : (_givenUp ??= NewSource()).Task;
            }
        }
    }

    /// <summary>A strong handle was given to this process, and the owner has counted it.</summary>
    public void OnLent() => Interlocked.Increment(ref _lent);

    /// <summary>The owner has counted what was given back.</summary>
    public void OnReleased(bool isHeld)
    {
        if (isHeld)
        {
            lock (Gate)
            {
                _givenUp?.TrySetResult();
            }
        }
    }

    /// <summary>A node is gone: that of the incarnation, or the owner's.</summary>
    public void OnNodeLost(NodeId node)
    {
        if (node == Owner && !Spec.IsDetached)
        {
            OnOwnerDied($"the process of node {node}");
            return;
        }

        ActorShell? route;
        lock (Gate)
        {
            route = _route?.Node == node ? _route : null;
        }

        if (route is not null)
        {
            OnRouteClosed(route);
            route.Lose();
        }

        if (node == Owner)
        {
            Runtime.Detached!.OnOrphaned(this);
        }
    }

    /// <summary>Another process runs the actor's life from here on.</summary>
    public void OnAdopted(NodeId owner)
    {
        (Admission?.Room as BorrowedRoom)?.OnAdopted(owner);
        _owner = owner;
        Runtime.Peers.Tell(owner, new BorrowActor(Id, Strong: false, default, 0));
    }

    public override void Kill(bool noRestart)
    {
        if (noRestart && Spec.IsDetached)
        {
            Runtime.Detached!.OnKilled(Id);
        }

        Runtime.Peers.Tell(Owner, new EndActor(Id, noRestart));
        if (noRestart)
        {
            Die(Died(ActorDeathCause.Killed, "it was killed by Ray.Kill"));
        }
    }

    public override void OnOwnerDied(string owner) => Die(Died(ActorDeathCause.OwnerDied, $"its owner has died ({owner})"));

    public void OnShutdown() => Die(Died(ActorDeathCause.ShutDown, "Ray was shut down"));

    protected override void LetGo()
    {
        lock (Gate)
        {
            // Before the owner is asked: whoever waits for its answer may come later than that.
            _givenUp = _givenUp is { Task.IsCompleted: false } waited ? waited : NewSource();
        }

        Post(LeaseEnd.Behind(this, GiveLentBack));
    }

    private void GiveLentBack()
    {
        // Also if it is nothing: the answer says whether others hold the actor.
        Runtime.Peers.Tell(Owner, new ReleaseActor(Id, Interlocked.Exchange(ref _lent, 0)));
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Die(ActorDiedException death)
    {
        ActorShell? left;
        lock (Gate)
        {
            if (State == ActorState.Dead)
            {
                return;
            }

            left = _route;
            _route = null;
            BecomeDead(death);
        }

        left?.Kill(graceful: false);
        FailAll();
        SettleLimbo();
        _ended.TrySetResult();
        lock (Gate)
        {
            _givenUp?.TrySetResult();
        }
    }
}
