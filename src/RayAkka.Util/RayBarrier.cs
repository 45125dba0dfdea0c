namespace RayAkka.Util;

/// <summary>
/// A place where actors, tasks and drivers wait for each other, phase after phase. The object is a value, as a handle is: pass it to calls, store it in actors.
/// </summary>
[Immutable]
public sealed class RayBarrier
{
    private readonly ActorHandle<BarrierActor> _actor;

    /// <summary>Makes a barrier.</summary>
    /// <param name="participants">How many must come before all go on.</param>
    /// <param name="options">Options of its actor. Default null.</param>
    /// <exception cref="ArgumentException">There are no participants.</exception>
    public RayBarrier(int participants, ActorOptions? options = null)
    {
        if (participants < 1)
        {
            throw new ArgumentException($"There are {participants} participants; there must be 1 or more.", nameof(participants));
        }

        Participants = participants;
        _actor = BarrierActor.Options((options ?? new ActorOptions()) with { MaxConcurrency = participants }).Remote(participants);
    }

    /// <summary>How many must come before all go on.</summary>
    public int Participants { get; }

    /// <summary>Arrives: the ref is there when all have.</summary>
    /// <returns>The number of the phase that ended, from 0.</returns>
    public ObjectRef<long> Arrive() => _actor.ArriveAsync.Remote();

    /// <summary>Arrives and waits for all.</summary>
    /// <returns>The number of the phase that ended, from 0.</returns>
    public async Task<long> ArriveAsync() => await Arrive();
}
