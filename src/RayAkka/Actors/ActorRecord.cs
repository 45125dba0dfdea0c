using RayAkka.Tasks;

namespace RayAkka.Actors;

/// <summary>
/// An actor as a process that holds a handle knows it. The process that created the actor owns it and runs its life
/// (<see cref="OwnedActor"/>); the others follow its news and send their calls straight to the incarnation (<see cref="BorrowedActor"/>).
/// </summary>
/// <remarks>
/// Invariants:
/// <list type="number">
/// <item>State never leaves Dead.</item>
/// <item>The sink always takes calls: it keeps them while no incarnation is known, and fails them when the actor is dead. A sink that is
/// replaced has first given up its calls, so each is answered by exactly one place and a caller's order is kept.</item>
/// <item>Calls that an incarnation gave back go before everything posted since.</item>
/// <item>The record never refers to a lease: handles keep the record, not the other way round.</item>
/// </list>
/// The lock guards the state; the scheduler, shells and refs are called outside of it, but for one thing: the calls that waited are handed to an
/// incarnation under it, so that a loss at the same time comes either before or after.
/// </remarks>
internal abstract partial class ActorRecord
{
    private CallSink _sink;
    private HashSet<CallGates>? _gates;
    private int _gated;
    private bool _endsBehindGates;
    private ActorDiedException? _death;
    private PendingSink? _pending;

    protected ActorRecord(RayRuntime runtime, ActorId id, ActorSpec spec, Type? actorType, ActorOwnership ownership)
    {
        Runtime = runtime;
        Id = id;
        Spec = spec;
        ActorType = actorType;
        Ownership = ownership;
        Namespace = spec.Namespace ?? runtime.Namespace;
        Admission = spec.Limits is { CountsCalls: true } limits ? new CallAdmission(this, limits) : null;
        _pending = new PendingSink(this, rebuilding: false);
        _sink = _pending;
    }

    public RayRuntime Runtime { get; }

    public ActorId Id { get; }

    public ActorSpec Spec { get; }

    public ActorOwnership Ownership { get; }

    /// <summary>The remote class.</summary>
    public Type? ActorType { get; }

    /// <summary>Counts the calls of this process, if the actor limits them; else null.</summary>
    public CallAdmission? Admission { get; }

    /// <summary>The node of the process that runs the actor's life.</summary>
    public abstract NodeId Owner { get; }

    public string Namespace { get; }

    /// <summary>Whether it stands for an actor that has ended, whose journal is read once more.</summary>
    public virtual bool IsReader => false;

    /// <summary>The constructor call, where it is known and the actor is not dead; else null.</summary>
    public ObjectRef? Creation { get; protected set; }

    public ActorState State { get; protected set; } = ActorState.PendingCreation;

    /// <summary>The handle lease of this process.</summary>
    public LeaseHolder Leases { get; } = new();

    /// <summary>The present incarnation if it runs in this process.</summary>
    public abstract ActorCell? Cell { get; }

    /// <summary>The node of the present incarnation; nil without one.</summary>
    public abstract NodeId Node { get; }

    /// <summary>Completes when the actor has ended for good and its object was disposed where it should be.</summary>
    public abstract Task Ended { get; }

    /// <summary>Completes when the actor has ended or it is known that others hold it: what giving up a lease waits for.</summary>
    public virtual Task GivenUp => Ended;

    protected Lock Gate { get; } = new();

    /// <summary>Why the actor is dead; null while it is not.</summary>
    protected ActorDiedException? Death => _death;

    /// <summary>Ray.Kill.</summary>
    public abstract void Kill(bool noRestart);

    /// <summary>An incarnation, or the way to it, gave back calls that it will not answer, in order.</summary>
    /// <param name="shell">The incarnation or the way.</param>
    /// <param name="calls">The calls.</param>
    /// <param name="first">Whether it has ended with this; else a call came late.</param>
    public abstract void OnDrained(ActorShell shell, List<ObjectRef> calls, bool first);

    /// <summary>The actor that created this one is dead, or the process that did.</summary>
    public abstract void OnOwnerDied(string owner);

    /// <summary>What other processes must know to hold a handle.</summary>
    public ActorDescription Describe() => new(
        Id, Owner, Spec.ClassName, ActorType is null ? "" : Wire.TypeSpelling.Of(ActorType), Spec.Name, Namespace, Spec.IsDetached, Spec.MaxTaskRetries, Spec.Recovery,
        Spec.Limits);

    // Under the lock.
    protected bool IsGated => _gated > 0;

    // Under the lock. The calls that waited go to the incarnation, without letting a later one overtake.
    protected void BecomeAlive(ActorShell shell)
    {
        State = ActorState.Alive;
        _pending?.MoveTo(shell);
        _pending = null;
    }

    // Under the lock.
    protected void BecomeRestarting()
    {
        State = ActorState.Restarting;
        _pending ??= new PendingSink(this, rebuilding: true);
        _sink = _pending;
    }

    // Under the lock. The incarnation is gone, and why is not known yet: a call waits for that, to fail for the true reason if it must fail.
    protected void BecomeUncertain()
    {
        State = ActorState.Restarting;
        _pending ??= new PendingSink(this, rebuilding: false);
        _pending.Keep();
        _sink = _pending;
    }

    // Under the lock. It is known that the actor is being rebuilt; gives the calls that this fails, which is to be done outside.
    protected List<ObjectRef> BecomeRefusing()
    {
        BecomeRestarting();
        return _pending!.Refuse();
    }

    // Under the lock.
    protected void BecomeDead(ActorDiedException death)
    {
        _death = death;
        State = ActorState.Dead;

        if (!IsReader)
        {
            // Before any call fails: whoever learns of the death may want the name at once.
            Runtime.Actors.Remember(Snapshot());
            Runtime.Actors.Remove(this);
            Report();
            ReleaseName();
        }

        if (_pending is null)
        {
            _sink = new DeadSink(this);
        }
    }

    /// <summary>Gives up the actor's name, where this process has entered it.</summary>
    protected virtual void ReleaseName()
    {
    }

    // Outside the lock, once, behind BecomeDead.
    protected void FailAll()
    {
        Admission?.Room?.End();
        if (Interlocked.Exchange(ref _pending, null) is { } pending)
        {
            Reroute(pending.Close(new DeadSink(this)), beforeAllOthers: true);
        }

        HashSet<CallGates>? gates;
        lock (Gate)
        {
            gates = _gates;
            _gates = null;
        }

        foreach (var gate in gates ?? [])
        {
            gate.Fail(this);
        }

        Ownership.OnDead(this);
    }

    protected ActorDiedException Died(ActorDeathCause cause, string reason, Exception? error = null) =>
        new($"{WhoAndWhere()} has died: {reason}.", error)
        {
            ActorId = Id,
            Cause = cause,
            IsRoutine = cause is ActorDeathCause.Killed or ActorDeathCause.Exited or ActorDeathCause.OutOfScope
                or ActorDeathCause.NodeRemoved
                or ActorDeathCause.ShutDown or ActorDeathCause.Unknown,
        };

    protected ActorDiedException Died(ActorLoss loss) => Died(loss.Cause, loss.Reason, loss.Error);

    protected string WhoAndWhere()
    {
        var name = Spec.Name is null ? "" : $" named '{Spec.Name}' in namespace '{Namespace}'";
        var node = Node is { IsNil: false } where ? $" on node {where}" : "";
        return $"The actor {Spec.ClassName}{name} ({Id}){node}";
    }
}
