namespace RayAkka;

/// <summary>
/// A remote class that says what its state is, so that an actor with <see cref="ActorRecovery.Replay"/> need not run again every call since its
/// creation. Ray takes a checkpoint between two calls, and gives the last one to a rebuilt actor behind its constructor.
/// </summary>
/// <typeparam name="TState">The state: anything that may be passed to a call.</typeparam>
public interface ICheckpointable<TState>
{
    /// <summary>The state now. It is copied; it must hold all that the methods depend on. It must not call Ray.</summary>
    TState TakeCheckpoint();

    /// <summary>Makes the newly constructed object what it was when the checkpoint was taken. It must not call Ray.</summary>
    /// <param name="state">What <see cref="TakeCheckpoint"/> returned; the object may keep it.</param>
    void RestoreCheckpoint(TState state);
}
