using RayAkka.Actors;
using RayAkka.Execution;
using RayAkka.Recovery;

namespace RayAkka;

public static partial class Ray
{
    /// <summary>Finds a living actor by its name.</summary>
    /// <typeparam name="T">Its class, or a base class or interface of it.</typeparam>
    /// <param name="name">The name given in <see cref="ActorOptions.Name"/>.</param>
    /// <param name="namespace">The namespace. Default: the job's.</param>
    /// <param name="strong">
    /// Whether the handle keeps the actor alive. Default false, as in Ray: looking an actor up must not prolong its life.
    /// </param>
    /// <exception cref="ArgumentException">There is no such actor, or it is of another class.</exception>
    /// <exception cref="InvalidOperationException">Ray is not initialised.</exception>
    public static ActorHandle<T> GetActor<T>(string name, string? @namespace = null, bool strong = false)
        where T : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var runtime = RayRuntime.Require();
        return ReplaySession.Ask(() => Find<T>(runtime, @namespace ?? runtime.Namespace, name, strong)) ?? throw new ArgumentException(
            $"There is no living actor named '{name}' in the namespace '{@namespace ?? runtime.Namespace}'; check both, and that a handle keeps it alive.", nameof(name));
    }

    /// <summary>The names of the living actors in a namespace. Ray's <c>list_named_actors</c>.</summary>
    /// <param name="namespace">The namespace. Default: the job's.</param>
    public static IReadOnlyList<string> ListNamedActors(string? @namespace = null)
    {
        var runtime = RayRuntime.Require();
        return ReplaySession.Ask(() => runtime.Names.Names(@namespace ?? runtime.Namespace));
    }

    /// <summary>
    /// Ends an actor at once: its running, queued and later calls fail, its name is free. It is not disposed. A synchronous method that is
    /// running cannot be stopped; its CancellationToken fires.
    /// </summary>
    /// <param name="actor">The actor.</param>
    /// <param name="noRestart">False uses up one of the actor's restarts instead of ending it for good. Default true.</param>
    public static void Kill(ActorHandle actor, bool noRestart = true)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (Frame.Current is { Replay: not null })
        {
            // Once: a replay does not kill again what was rebuilt since.
            _ = ReplaySession.Ask(() =>
            {
                actor.Record.Kill(noRestart);
                return true;
            });
            return;
        }

        actor.Record.Kill(noRestart);
    }

    /// <summary>
    /// Ends the actor whose method calls this: the method is left by an exception, its call and all queued ones fail, the object is disposed. A
    /// method that swallows the exception does not stop the exit; if it then returns a value, its own call has that result.
    /// </summary>
    /// <exception cref="InvalidOperationException">Called outside an actor.</exception>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public static void ExitActor()
    {
        var cell = Frame.Current?.Cell
            ?? throw new InvalidOperationException("Ray.ExitActor was called outside an actor; call it in a method of a remote class, or use Ray.Kill.");
        cell.RequestExit();
        throw new ActorExitException();
    }

    /// <summary>Where an actor stands in its life, as far as this process has heard.</summary>
    /// <param name="actor">The actor.</param>
    public static ActorState StateOf(ActorHandle actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return ReplaySession.Ask(() => actor.Record.SeenState);
    }

    /// <summary>
    /// Follows an actor's life: its present state at once, then each change of its state once, in order, up to
    /// <see cref="ActorState.Dead"/>, with which the stream ends. Watching does not keep the actor alive, and a reader that stops leaves
    /// nothing behind. In a process that does not run the actor's life, it begins with what that process has heard so far.
    /// </summary>
    /// <param name="actor">The actor.</param>
    /// <param name="cancellationToken">Ends the wait for the next change.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IAsyncEnumerable<ActorInfo> WatchAsync(ActorHandle actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Record.WatchAsync(cancellationToken);
    }

    /// <summary>
    /// The actors of the whole cluster, and of each process the 1000 that died last. On a cluster every process is asked; of one that is
    /// gone only what others have heard is told. Ray's <c>list_actors</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">Ray is not initialised.</exception>
    /// <exception cref="RayException">A process of the cluster has not answered within 10 s.</exception>
    public static IReadOnlyList<ActorInfo> Actors() => RayRuntime.Require().Listing.Collect();

    private static ActorHandle<T>? Find<T>(RayRuntime runtime, string @namespace, string name, bool strong)
        where T : class
    {
        var about = runtime.Names.Find(@namespace, name);
        var record = about is null ? runtime.Journals.Find(@namespace, name) : runtime.RecordOf(about, strong);
        return record is null or { State: ActorState.Dead } ? null : ActorSetup.Handle<T>(record, strong);
    }
}
