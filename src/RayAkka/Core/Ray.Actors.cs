using RayAkka.Actors;
using RayAkka.Execution;

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
        var record = runtime.Actors.Find(@namespace ?? runtime.Namespace, name);
        return record is null or { State: ActorState.Dead }
            ? throw new ArgumentException(
                $"There is no living actor named '{name}' in the namespace '{@namespace ?? runtime.Namespace}'; check both, and that a handle keeps it alive.", nameof(name))
            : ActorSetup.Handle<T>(record, strong);
    }

    /// <summary>The names of the living actors in a namespace. Ray's <c>list_named_actors</c>.</summary>
    /// <param name="namespace">The namespace. Default: the job's.</param>
    public static IReadOnlyList<string> ListNamedActors(string? @namespace = null)
    {
        var runtime = RayRuntime.Require();
        return runtime.Actors.Names(@namespace ?? runtime.Namespace);
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

    /// <summary>Where an actor stands in its life.</summary>
    /// <param name="actor">The actor.</param>
    public static ActorState StateOf(ActorHandle actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Record.State;
    }
}
