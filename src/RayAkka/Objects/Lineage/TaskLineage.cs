using System.Globalization;
using System.Runtime.CompilerServices;
using RayAkka.CompilerServices;
using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.Objects.Lineage;

/// <summary>
/// How the large result of a task, or a large item of one's stream, is computed again. Each time a copy of the kept call runs as a task of its
/// own, an attempt, and what it comes to is put into the refs that wait for the result. The callees of the task have forgotten its calls when it had ended; those of an attempt are new
/// ones to them, so a task that changes an actor changes it once more.
/// </summary>
/// <remarks>
/// Invariants: (1) one attempt runs at a time, however many ask: all of them get its outcome; (2) each attempt after a loss takes one of the
/// retries that the task had left, as an attempt after a crash does; one after the store let go of the object takes none; (3) a lineage that is
/// held, because the store let go of the object on its account, is not dropped; (4) arguments that are lost too are computed first:
/// the attempt waits for them like any task for its arguments.
/// </remarks>
internal sealed class TaskLineage(RayRuntime runtime, ObjectRef kept, TaskSpec spec, CallExtras extras, TimeSpan? ran, bool hasLarge, long? item = null)
    : IResultSource
{
    private const string GoneWhy = "no ref to it was left";

    // What a disk reads in a second, at least.
    private const double DiskBytesPerSecond = 200e6;

    private readonly Lock _gate = new();
    private readonly List<ObjectRef> _waiting = [];
    private ObjectRef? _kept = kept;
    private ObjectRef? _attempt;
    private int _retriesLeft = extras.RetriesLeft;
    private bool _held;

    private string Name { get; } = item is { } index ? string.Create(CultureInfo.InvariantCulture, $"{kept.CallName}[{index}]") : kept.CallName;

    public bool TryHold(long bytes, bool atAnyPrice)
    {
        // Its large arguments may be gone by then: only a call that has all it needs is sure to run.
        if (hasLarge || !(atAnyPrice || (ran is { } time && time.TotalSeconds * DiskBytesPerSecond <= bytes)))
        {
            return false;
        }

        lock (_gate)
        {
            return _held = _kept is not null && _attempt is null;
        }
    }

    public void Bring(ObjectRef reference, string why) => WorkerPool.Shared.Enqueue(() => Recover(reference, why, depth: 1));

    /// <summary>Drops the call: the result cannot be computed any more. False if it must be possible.</summary>
    public bool TryDrop()
    {
        lock (_gate)
        {
            if (_held || _attempt is not null)
            {
                return false;
            }

            _kept = null;
            return true;
        }
    }

    private static ObjectReconstructionFailedException Failed(string name, string why, string reason, Exception? cause = null) =>
        new($"The result of {name} was lost ({why}) and could not be computed again: {reason}.", cause);

    private void Recover(ObjectRef reference, string why, int depth)
    {
        try
        {
            ObjectRef attempt;
            lock (_gate)
            {
                _waiting.Add(reference);
                if (_attempt is not null)
                {
                    return;
                }

                attempt = Prepare(depth);
            }

            Start(attempt, why);
        }
        catch (LineageException e)
        {
            Finish(refs => refs.FailLost(Failed(Name, why, e.Message)));
        }
    }

    /// <summary>A ref to the result, of which no ref is left: the present attempt or a new one.</summary>
    private ObjectRef Again(int depth)
    {
        if (item is { } index && Volatile.Read(ref _kept) is { Stream: { } stream })
        {
            // An attempt makes a stream and is no item.
            var again = stream.NewItem(runtime, index);
            (again.Extras ??= new CallExtras()).NeedLarge().Source = this;
            Recover(again, GoneWhy, depth);
            return again;
        }

        ObjectRef attempt;
        lock (_gate)
        {
            if (_attempt is { } running)
            {
                return running;
            }

            attempt = Prepare(depth);
        }

        Start(attempt, GoneWhy);
        return attempt;
    }

    // Under the lock, so that the lineage is not dropped meanwhile.
    private ObjectRef Prepare(int depth)
    {
        if (_kept is not { } kept)
        {
            throw new LineageException("its lineage was evicted, because more than MaxLineageBytes of newer ones is kept");
        }

        if (depth > runtime.Options.MaxLineageDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new LineageException($"more than {depth - 1} tasks in a row, each an argument of the next, would have to run again (MaxLineageDepth)");
        }

        if (!_held && _retriesLeft == 0)
        {
            throw new LineageException("all attempts that its MaxRetries allows are used up");
        }

        var attempt = kept.CloneToKeep();
        attempt.MapDependencies(new Strengthening(depth));
        if (!_held && _retriesLeft > 0)
        {
            _retriesLeft--;
        }

        _held = false;
        attempt.Extras!.RetriesLeft = _retriesLeft;
        attempt.Extras.NeedLarge().Source = this;
        return _attempt = attempt;
    }

    private void Start(ObjectRef attempt, string why)
    {
        runtime.Log.Recomputing(Name, why);
        if (OptionRules.Timeout(spec.Timeout) is { } timeout)
        {
            attempt.Extras!.StartTimeout(attempt, timeout, runtime.Time);
        }

        runtime.Telemetry.OnSubmit(attempt);
        if (item is { } index)
        {
            attempt.Stream!.OpenFor(index, made => OnItemMade(made, why));
        }
        else
        {
            attempt.TryAddWaiter(new Ending(this, why));
        }

        new TaskRequest(runtime, attempt, spec).Start();
    }

    private void OnItemMade(ObjectRef? made, string why)
    {
        if (made is not null)
        {
            OnAttemptCompleted(made, why);
        }
        else
        {
            Finish(reference => reference.FailLost(Failed(Name, why, "the function made fewer items when it ran again")));
        }
    }

    private void OnAttemptCompleted(ObjectRef attempt, string why)
    {
        if (!attempt.IsFailed)
        {
            Finish(reference => reference.CompleteAgainAs(attempt));
            return;
        }

        // What the function threw is its outcome; everything else is why there is none.
        var error = attempt.Error;
        Finish(reference => reference.FailLost(error is RayTaskException or ObjectReconstructionFailedException
            ? error
            : Failed(Name, why, error is NodeDiedException ? "all attempts that its MaxRetries allows are used up" : error.Message.TrimEnd('.'), error)));
    }

    private void Finish(Action<ObjectRef> tell)
    {
        ObjectRef[] waiting;
        lock (_gate)
        {
            _retriesLeft = _attempt?.Extras!.RetriesLeft ?? _retriesLeft;
            _attempt = null;
            waiting = [.. _waiting];
            _waiting.Clear();
        }

        foreach (var reference in waiting)
        {
            tell(reference);
        }
    }

    // The attempt's result is there, or somewhere: that is enough.
    private sealed class Ending(TaskLineage lineage, string why) : RefWaiter
    {
        public override bool NeedsValue => false;

        public override void OnCompleted(ObjectRef reference) => lineage.OnAttemptCompleted(reference, why);
    }

    /// <summary>Puts the arguments themselves in the places of what stood for them; those that are gone are computed again.</summary>
    private sealed class Strengthening(int depth) : DependencyMapper
    {
        public override ObjectRef Replace(ObjectRef reference)
        {
            if (reference is not LineageRef { Source: var source } weak)
            {
                return reference;
            }

            if (weak.Reference is { } alive)
            {
                return alive;
            }

            if (source is null)
            {
                throw new LineageException($"its argument '{weak.CallName}' is gone: no ref to it is left, and it is no result of a task that may run again");
            }

            try
            {
                return source.Again(depth + 1);
            }
            catch (LineageException e)
            {
                throw new LineageException($"its argument '{weak.CallName}' is lost too: {e.Message}");
            }
        }
    }
}
