namespace RayAkka.Util;

/// <summary>
/// Permits that actors, tasks and drivers share. The object is a value, as a handle is: pass it to calls, store it in actors. A permit whose holder has
/// died is not given back by itself.
/// </summary>
[Immutable]
public sealed class RaySemaphore
{
    private readonly ActorHandle<SemaphoreActor> _actor;

    /// <summary>Makes a semaphore.</summary>
    /// <param name="permits">How many permits there are.</param>
    /// <param name="options">Options of its actor; <see cref="ActorOptions.MaxConcurrency"/> is how many may wait, by default 4,096. Default null.</param>
    /// <exception cref="ArgumentException">There are no permits.</exception>
    public RaySemaphore(int permits, ActorOptions? options = null)
    {
        if (permits < 1)
        {
            throw new ArgumentException($"There are {permits} permits; there must be 1 or more.", nameof(permits));
        }

        Permits = permits;
        options ??= new ActorOptions();
        _actor = SemaphoreActor.Options(options with { MaxConcurrency = options.MaxConcurrency ?? 4096 }).Remote(permits);
    }

    /// <summary>How many permits there are.</summary>
    public int Permits { get; }

    /// <summary>Takes a permit, or waits for one.</summary>
    /// <param name="timeout">The time limit; zero does not wait. Default null: none.</param>
    /// <returns>Whether it was taken; false when the time was over first.</returns>
    /// <exception cref="ArgumentException">The timeout is negative.</exception>
    public async Task<bool> AcquireAsync(TimeSpan? timeout = null) => timeout < TimeSpan.Zero
        ? throw new ArgumentException($"The timeout is {timeout}; it must be zero or more.", nameof(timeout))
        : await _actor.AcquireAsync.Remote(timeout);

    /// <summary>Gives a permit back.</summary>
    /// <exception cref="InvalidOperationException">No permit was taken.</exception>
    public async Task ReleaseAsync()
    {
        if (!await _actor.Release.Remote())
        {
            throw new InvalidOperationException("All permits are free; release only what was acquired.");
        }
    }
}
