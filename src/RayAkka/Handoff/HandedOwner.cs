using RayAkka.Actors;

namespace RayAkka.Handoff;

/// <summary>
/// Whom an incarnation of a detached actor tells its news: the process that runs the actor's life, whichever that is. While there is none, and in
/// case the one that was told is gone before it could act, the news are kept: whoever takes the actor over hears all of them again, in order.
/// </summary>
internal sealed class HandedOwner(IActorOwner? owner) : IActorOwner
{
    private readonly Lock _gate = new();
    private IActorOwner? _owner = owner;
    private ActorCell? _cell;
    private Action<IActorOwner, ActorShell>? _end;
    private bool _hasStarted;
    private bool _hasDrained;
    private bool _hasEnded;

    /// <summary>The incarnation.</summary>
    public ActorCell Cell
    {
        get => _cell!;
        set => _cell = value;
    }

    /// <summary>A process is gone: if it was the one that ran the actor's life, the news are kept from here on.</summary>
    public void Lose(Func<IActorOwner, bool> isOfIt)
    {
        lock (_gate)
        {
            if (_owner is not null && isOfIt(_owner))
            {
                _owner = null;
            }
        }
    }

    /// <summary>The actor is dead for good: if nobody runs its life, the incarnation is ended here.</summary>
    public void EndIfLost()
    {
        bool isLost;
        lock (_gate)
        {
            isLost = _owner is null;
        }

        if (isLost)
        {
            Cell.Kill(graceful: false);
        }
    }

    public void Attach(IActorOwner owner, ActorShell shell)
    {
        lock (_gate)
        {
            _owner = owner;
            if (_hasStarted)
            {
                owner.OnStarted(shell);
            }

            if (_end is null && _hasEnded)
            {
                // Nobody else ends an incarnation than its owner, and one that was to come back has got a higher number.
                owner.OnExiting(shell, ExitReason.Killed);
            }

            _end?.Invoke(owner, shell);
            if (_hasDrained)
            {
                owner.OnDrained(shell, [], first: true);
            }

            if (_hasEnded)
            {
                owner.OnEnded(shell);
            }
        }
    }

    public void OnStarted(ActorShell shell)
    {
        lock (_gate)
        {
            _hasStarted = true;
            _owner?.OnStarted(shell);
        }
    }

    public void OnConstructorFailed(ActorShell shell, Exception thrown)
    {
        lock (_gate)
        {
            _end ??= (owner, of) => owner.OnConstructorFailed(of, thrown);
            if (_owner is { } owner)
            {
                owner.OnConstructorFailed(shell, thrown);
                return;
            }
        }

        shell.Kill(graceful: false);
    }

    public void OnExiting(ActorShell shell, ExitReason reason)
    {
        lock (_gate)
        {
            _end ??= (owner, of) => owner.OnExiting(of, reason);
            _owner?.OnExiting(shell, reason);
        }
    }

    public void OnCrashed(ActorShell shell, string reason, Exception? cause)
    {
        lock (_gate)
        {
            _end ??= (owner, of) => owner.OnCrashed(of, reason, cause);
            _owner?.OnCrashed(shell, reason, cause);
        }
    }

    public void OnStopped(ActorShell shell, string reason, Exception? cause)
    {
        lock (_gate)
        {
            _end ??= (owner, of) => owner.OnStopped(of, reason, cause);
            _owner?.OnStopped(shell, reason, cause);
        }
    }

    public void OnDrained(ActorShell shell, List<ObjectRef> calls, bool first)
    {
        lock (_gate)
        {
            _hasDrained |= first;
            _owner?.OnDrained(shell, calls, first);
        }
    }

    public void OnEnded(ActorShell shell)
    {
        lock (_gate)
        {
            _hasEnded = true;
            _owner?.OnEnded(shell);
        }
    }
}
