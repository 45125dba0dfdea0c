using RayAkka.CompilerServices;
using RayAkka.Diagnostics;
using RayAkka.Execution;
using RayAkka.Objects;
using RayAkka.Tasks;

namespace RayAkka;

/// <content>What a ref carries as a call: one object is message, result cell and ref.</content>
public abstract partial class ObjectRef
{
    /// <summary>The link of whichever queue holds the call now: it is in one at a time.</summary>
    internal ObjectRef? NextInQueue;

    /// <summary>Who called: the driver, one task execution or one incarnation of an actor.</summary>
    internal Frame? Caller;

    /// <summary>What the call is addressed to; null for tasks and once the call is done.</summary>
    internal Actors.ActorRecord? Actor;

    /// <summary>What only some calls have: retries, a time limit, a trace.</summary>
    internal CallExtras? Extras;

    /// <summary>What a listener wants to know of the call; null while nobody listens.</summary>
    internal CallTrace? Trace;

    /// <summary>The index of the call among its caller's calls; with the caller's number it names the call.</summary>
    internal long CallIndex;

    /// <summary>Whether an incarnation has begun to run the call: only that one, once the user's code is out, may release the arguments.</summary>
    internal bool HasStarted { get; set; }

    /// <summary>Whether a journal holds the call itself, which is then run again from there: its arguments stay, and posting it again does nothing.</summary>
    internal bool IsJournaled { get; set; }

    /// <summary>The session the ref belongs to.</summary>
    internal virtual RayRuntime? Runtime => Caller?.Runtime;

    /// <summary>The name in traces and errors.</summary>
    internal virtual string CallName => Extras?.Name ?? Descriptor?.Name ?? "?";

    /// <summary>The ref whose completion decides this one.</summary>
    internal virtual ObjectRef Origin => Extras?.Original ?? this;

    internal TaskId TaskId => Caller?.Root.Identity.TaskAt(CallIndex) ?? default;

    internal CallDescriptor? CallDescriptor => Descriptor;

    private protected bool MayRunAgain => IsJournaled || Extras is { MayRunAgain: true };

    private static CancellationToken ExecutionToken => Frame.Current?.CancellationToken ?? default;

    /// <summary>Runs the user's code once. The ref is completed here only if that succeeds at once.</summary>
    /// <param name="instance">The actor's object; null for tasks.</param>
    /// <param name="frame">Who runs; a result of a frame that is lost no longer counts.</param>
    internal virtual RunResult Run(object? instance, Frame frame) => throw new InvalidOperationException($"{this} is not a call.");

    /// <summary>Completes the ref from the task that <see cref="Run"/> left behind, which has ended, unless it failed.</summary>
    internal virtual RunResult Finish(Task task, Frame frame) => throw new InvalidOperationException($"{this} is not a call.");

    /// <summary>Runs the constructor that this is the call of.</summary>
    internal virtual object CreateInstance() => throw new InvalidOperationException($"{this} is not a constructor call.");

    /// <summary>The class whose constructor this is the call of, or null.</summary>
    internal virtual Type? InstanceType => null;

    internal void CollectDependencies(DependencyVisitor visitor) => VisitDependencies(visitor);

    internal void ReadDependencies() => ResolveDependencies();

    /// <summary>Lets go of what a finished call does not need. Only the thread that executes the call, or one that knows it never will run, calls this.</summary>
    internal void Release()
    {
        if (!IsJournaled)
        {
            ReleaseArguments();
            Actor = null;
        }

        Extras?.Dispose();
    }

    /// <summary>A copy of the call that is sent in its place; this one is completed with what comes of it when that has been journalled.</summary>
    internal ObjectRef CloneForReplay()
    {
        var clone = (ObjectRef)MemberwiseClone();
        clone.ForgetOutcome();
        clone.Extras = null;
        return clone;
    }

    internal void MapDependencies(DependencyMapper mapper) => ReplaceDependencies(mapper);

    /// <summary>Whether it is the call of a function.</summary>
    internal virtual bool IsTask => false;

    /// <summary>The call as one whose method streams; null for all others.</summary>
    internal virtual Streams.IStreamCall? Stream => null;

    /// <summary>A copy of the call, ended or not, as it was before it was submitted.</summary>
    internal ObjectRef CloneToKeep()
    {
        var clone = (ObjectRef)MemberwiseClone();
        clone.ForgetOutcome();
        clone.ForgetValue();
        clone.NextInQueue = null;
        clone._waitMark = 0;
        clone.HasStarted = false;
        clone.IsJournaled = false;
        clone.Actor = null;
        clone.Trace = null;
        clone.Extras = Extras?.ToKeep();
        return clone;
    }

    /// <summary>A copy of the call that another node runs; its outcome travels back in a reply.</summary>
    internal ObjectRef CloneForWire()
    {
        var clone = (ObjectRef)MemberwiseClone();
        clone.ForgetOutcome();
        clone.NextInQueue = null;
        clone._waitMark = 0;
        clone.HasStarted = false;
        clone.IsJournaled = false;
        clone.Extras = (Extras ?? new CallExtras()).ForWire(this);
        return clone;
    }
}
