using RayAkka.CompilerServices;
using RayAkka.Tasks;

namespace RayAkka.Objects.Lineage;

/// <summary>
/// What this process keeps to compute its tasks' large results again: each task's call with its arguments, as long as a ref to the result is alive
/// or a later kept call needs it, and <see cref="RayOptions.MaxLineageBytes"/> allows. Beyond that the oldest are dropped first.
/// </summary>
/// <remarks>
/// A kept call is no ref: it has no value, and refers weakly to large arguments, so that keeping how a thing was made never keeps what it was made
/// of. Invariant: the books hold each lineage weakly; what is dead stays in the sum until the list has doubled since it was last swept.
/// </remarks>
internal sealed class LineageTable(RayRuntime runtime)
{
    private const int FirstSweep = 64;

    private readonly Lock _gate = new();
    private Queue<(WeakReference<TaskLineage> Lineage, long Bytes)> _kept = new();
    private long _bytes;
    private int _sweepAt = FirstSweep;

    /// <summary>How many bytes the kept calls take, about.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _bytes;
            }
        }
    }

    /// <summary>A task has ended: keeps its call if its result is large and it may run again.</summary>
    /// <param name="call">The call, whose arguments have not been released.</param>
    /// <param name="spec">The options with which it ran.</param>
    /// <param name="ran">How long its code ran; null if that is not known.</param>
    public void OnEnded(ObjectRef call, TaskSpec spec, TimeSpan? ran)
    {
        if (call.Extras is not { MayRunAgain: true } extras || (call.Ticket is null && call.Location is not RemoteValue))
        {
            return;
        }

        if (extras.Large?.Source is not null)
        {
            // An attempt: how it is computed is known.
            return;
        }

        call.CallDescriptor?.HasLargeResults = true;
        var kept = call.CloneToKeep();
        var mapper = new Weakening();
        kept.MapDependencies(mapper);
        var lineage = new TaskLineage(runtime, kept, spec, extras, ran, mapper.HasLarge);
        extras.NeedLarge().Source = lineage;
        Add(lineage, LineageSize.Of(kept));
    }

    /// <summary>Keeps the call of a task that streams, since a large item of it stays elsewhere; null if the task may not run again.</summary>
    /// <param name="call">The call, which has not ended.</param>
    public KeptStream? Keep(ObjectRef call)
    {
        if (call is not { IsTask: true, Extras: { MayRunAgain: true, Request: { } request, Large: null } extras })
        {
            return null;
        }

        var kept = call.CloneToKeep();
        var mapper = new Weakening();
        kept.MapDependencies(mapper);
        var bytes = LineageSize.Of(kept);
        Interlocked.MemoryBarrier();

        // One that has ended may have let go of its arguments meanwhile. They are counted once, each item with what stands for it.
        return call.IsCompleted
            ? null
            : new KeptStream(runtime, kept, request.Spec, extras, mapper.HasLarge, lineage => Add(lineage, Interlocked.Exchange(ref bytes, LineageSize.OfItem)));
    }

    private void Add(TaskLineage lineage, long bytes)
    {
        lock (_gate)
        {
            _kept.Enqueue((new WeakReference<TaskLineage>(lineage), bytes));
            _bytes += bytes;
            if (_kept.Count >= _sweepAt || _bytes > runtime.Options.MaxLineageBytes)
            {
                Sweep();
            }

            for (var left = _kept.Count; left > 0 && _bytes > runtime.Options.MaxLineageBytes; left--)
            {
                var oldest = _kept.Dequeue();
                if (oldest.Lineage.TryGetTarget(out var alive) && !alive.TryDrop())
                {
                    // The store has let go of an object because of it.
                    _kept.Enqueue(oldest);
                }
                else
                {
                    _bytes -= oldest.Bytes;
                }
            }
        }
    }

    // Under the lock.
    private void Sweep()
    {
        _kept = new Queue<(WeakReference<TaskLineage> Lineage, long Bytes)>(_kept.Where(entry => entry.Lineage.TryGetTarget(out _)));
        _bytes = _kept.Sum(entry => entry.Bytes);
        _sweepAt = Math.Max(FirstSweep, 2 * _kept.Count);
    }

    /// <summary>Puts what does not keep its object in the place of large arguments.</summary>
    private sealed class Weakening : DependencyMapper
    {
        public bool HasLarge { get; private set; }

        public override ObjectRef Replace(ObjectRef reference)
        {
            var origin = reference.Origin;
            if (origin.IsCompleted && origin.Ticket is null && origin.Location is null)
            {
                return reference;
            }

            HasLarge = true;
            return new LineageRef(origin, origin.Extras?.Large?.Source as TaskLineage);
        }
    }
}
