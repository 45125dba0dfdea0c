namespace RayAkka;

/// <summary>
/// Marks a class as remote (its objects become actors) or a static method as a remote function (its calls become tasks). The source
/// generator then adds <c>.Remote(...)</c> and <c>.Options(...)</c>. Values given here are the defaults of every actor or task made
/// from the class or function; options given at the call go before them. Ray's <c>@ray.remote</c>.
/// </summary>
/// <remarks>
/// An attribute cannot say "not set", so the getters return the type's default for values that were not given. Inside the class that declares
/// a remote function, name the class too: <c>Work.Tasks.Step.Remote()</c>, not <c>Tasks.Step.Remote()</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class RemoteAttribute : Attribute
{
    /// <summary>CPUs. Default for actors: 1 to be placed and 0 while running; for tasks: 1. Finest step 0.0001.</summary>
    public double NumCpus { get; set; }

    /// <summary>GPUs; a fraction shares one GPU. Default 0. Finest step 0.0001.</summary>
    public double NumGpus { get; set; }

    /// <summary>Memory in bytes. Default 0: none is reserved.</summary>
    public long Memory { get; set; }

    /// <summary>The kind of GPU that the node must have: its label <c>ray.io/accelerator-type</c>. Default: any.</summary>
    public string? AcceleratorType { get; set; }

    /// <summary>Actors only: the name under which <c>Ray.GetActor</c> finds the actor. Default: unnamed.</summary>
    public string? Name { get; set; }

    /// <summary>Actors only: the namespace of <see cref="Name"/>. Default: the namespace of the job.</summary>
    public string? Namespace { get; set; }

    /// <summary>Actors only: how long the actor lives. Default <see cref="ActorLifetime.NonDetached"/>.</summary>
    public ActorLifetime Lifetime { get; set; }

    /// <summary>Actors only: return the living actor of that name instead of failing. Needs <see cref="Name"/>. Default false.</summary>
    public bool GetIfExists { get; set; }

    /// <summary>
    /// Actors only: how often the actor is rebuilt after a loss; -1 is without limit. Default 0, with Replay -1. What counts as a loss stands at
    /// <see cref="ActorOptions.MaxRestarts"/>.
    /// </summary>
    public int MaxRestarts { get; set; }

    /// <summary>
    /// Actors only: the exceptions that crash the actor instead of being the result of the call: <c>RestartOn = [typeof(DriverException)]</c>.
    /// Default none; see <see cref="ActorOptions.RestartOn"/>.
    /// </summary>
    public Type[] RestartOn { get; set; } = [];

    /// <summary>
    /// Actors only: how often a call that was lost with its actor is tried again; -1 is without limit. Default 0: at most once; with Replay -1.
    /// </summary>
    public int MaxTaskRetries { get; set; }

    /// <summary>Actors only: how many calls may run at the same time. Default 1, also for asynchronous methods.</summary>
    public int MaxConcurrency { get; set; } = 1;

    /// <summary>Actors only: whether a call may run in between while one that it comes from waits. Default false; see <see cref="ActorOptions.Reentrant"/>.</summary>
    public bool Reentrant { get; set; }

    /// <summary>Actors only: how many calls of one caller may be open at the same time. Default -1: without limit; see <see cref="ActorOptions.MaxPendingCalls"/>.</summary>
    public int MaxPendingCalls { get; set; } = -1;

    /// <summary>Actors only: how many calls of all callers may be open at the same time. Default -1: without limit; see <see cref="ActorOptions.MailboxCapacity"/>.</summary>
    public int MailboxCapacity { get; set; } = -1;

    /// <summary>Actors only: what a rebuilt actor starts from. Default <see cref="ActorRecovery.Restart"/>.</summary>
    public ActorRecovery Recovery { get; set; }

    /// <summary>
    /// Actors only, with <see cref="ActorRecovery.Replay"/>: after how many calls a checkpoint is taken; 0 for never. Default 1,000 for a class that says
    /// what its state is.
    /// </summary>
    public int CheckpointEvery { get; set; }

    /// <summary>Functions only: how often a task whose worker was lost is tried again; -1 is without limit. Default 3.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Functions only: try again also when the function throws, within <see cref="MaxRetries"/>. Default false.</summary>
    public bool RetryExceptions { get; set; }

    /// <summary>Functions only: how many items one that streams may be ahead of the reader; -1 is without limit. Default 16.</summary>
    public int ReadAhead { get; set; }
}
