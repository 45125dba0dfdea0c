using RayAkka.Execution;

namespace RayAkka;

public static partial class Ray
{
    /// <summary>
    /// Random numbers. In an actor with <see cref="ActorRecovery.Replay"/> a method that is run again draws the same ones; elsewhere <see cref="System.Random.Shared"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">Code of a replayed actor asks outside of the actor's own context.</exception>
    public static Random Random
    {
        get
        {
            if (Frame.Current?.Replay is not { } replay)
            {
                return Random.Shared;
            }

            replay.Require();
            return replay.Random;
        }
    }

    /// <summary>
    /// The time. In an actor with <see cref="ActorRecovery.Replay"/> it is that at which the actor learnt what it works on, a call or the result of
    /// one that it made, the same when a method is run again, and it stands still in between; elsewhere that of <see cref="RayOptions.TimeProvider"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">Code of a replayed actor asks outside of the actor's own context.</exception>
    public static DateTimeOffset Now() =>
        Frame.Current?.Replay is { } replay ? replay.Now : (RayRuntime.Current?.Time ?? TimeProvider.System).GetUtcNow();

    /// <summary>
    /// A new id. In an actor with <see cref="ActorRecovery.Replay"/> a method that is run again makes the same ones.
    /// </summary>
    /// <exception cref="InvalidOperationException">Code of a replayed actor asks outside of the actor's own context.</exception>
    public static Guid NewId() => Frame.Current?.Replay is { } replay ? replay.NewId() : Guid.NewGuid();

    /// <summary>
    /// Asks, in a method of an actor with <see cref="ActorRecovery.Replay"/>, for a checkpoint behind the running call, besides those that
    /// <see cref="ActorOptions.CheckpointEvery"/> asks for. It is taken as soon as the calls that the actor made itself are answered.
    /// </summary>
    /// <exception cref="InvalidOperationException">Called elsewhere, or the class does not say what its state is.</exception>
    public static void Checkpoint()
    {
        var replay = Frame.Current?.Replay
            ?? throw new InvalidOperationException("Ray.Checkpoint was called outside an actor with Recovery = Replay; call it in a method of one.");
        replay.RequestCheckpoint();
    }
}
