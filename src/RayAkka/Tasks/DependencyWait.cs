using RayAkka.Actors;
using RayAkka.CompilerServices;
using RayAkka.Objects;

namespace RayAkka.Tasks;

/// <summary>
/// Waits, without a thread, for the refs among a call's arguments. If one fails the call fails with the same cause at once.
/// </summary>
internal sealed class DependencyWait : RefWaiter
{
    [ThreadStatic]
    private static Queue<(DependencyWait Wait, ObjectRef Cause)>? t_failing;

    private readonly ObjectRef _call;
    private readonly Action<ObjectRef> _ready;
    private int _remaining;

    private DependencyWait(ObjectRef call, int remaining, Action<ObjectRef> ready)
    {
        _call = call;
        _ready = ready;
        _remaining = remaining;
    }

    public override bool IsGone => _call.IsCompleted;

    public override bool NeedsValue => false;

    /// <summary>The refs among the arguments that are not there yet, or failed; null if there are none.</summary>
    public static List<ObjectRef>? Unresolved(ObjectRef call)
    {
        var collector = Collector.Rent();
        call.CollectDependencies(collector);
        return collector.Return();
    }

    /// <summary>
    /// Calls <paramref name="ready"/> once: when all refs are there, and the hold is given where there is one, or when the call has failed because one of the
    /// refs did.
    /// </summary>
    public static void Start(ObjectRef call, List<ObjectRef> unresolved, Action<ObjectRef> ready, RoomHold? hold = null)
    {
        (call.Extras ??= new CallExtras()).Unresolved = unresolved;
        var wait = new DependencyWait(call, unresolved.Count + (hold is null ? 1 : 2), ready);
        hold?.OnGiven(wait.CountDown);
        foreach (var reference in unresolved)
        {
            if (!reference.TryAddWaiter(wait))
            {
                wait.OnCompleted(reference);
            }
        }

        wait.CountDown();
    }

    public override void OnCompleted(ObjectRef reference)
    {
        if (!reference.IsFailed)
        {
            CountDown();
            return;
        }

        // A failure runs down a chain of calls that each wait for the one before: by a list, since the chain may be longer than the stack.
        if (t_failing is { } outer)
        {
            outer.Enqueue((this, reference));
            return;
        }

        var failing = t_failing = new Queue<(DependencyWait Wait, ObjectRef Cause)>();
        failing.Enqueue((this, reference));
        try
        {
            while (failing.TryDequeue(out var next))
            {
                next.Wait._call.TryFail(next.Cause.Error);
                next.Wait.CountDown();
            }
        }
        finally
        {
            t_failing = null;
        }
    }

    private void CountDown()
    {
        // A failed argument does not wait for the others: whatever is queued behind the call may go on.
        if (Interlocked.Decrement(ref _remaining) == 0 || _call.IsFailed)
        {
            if (Interlocked.Exchange(ref _remaining, int.MinValue / 2) > int.MinValue / 4)
            {
                if (_call.Extras is { } extras)
                {
                    extras.Unresolved = null;
                }

                _ready(_call);
            }
        }
    }

    private sealed class Collector : DependencyVisitor
    {
        [ThreadStatic]
        private static Collector? t_cached;

        private List<ObjectRef>? _found;

        public static Collector Rent() => t_cached ??= new Collector();

        public override void Add(ObjectRef? reference)
        {
            if (reference is not null && (!reference.IsAvailable || reference.IsFailed))
            {
                (_found ??= []).Add(reference);
            }
        }

        public List<ObjectRef>? Return()
        {
            var found = _found;
            _found = null;
            return found;
        }
    }
}
