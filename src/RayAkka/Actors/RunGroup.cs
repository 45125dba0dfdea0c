namespace RayAkka.Actors;

/// <summary>One concurrency group of an incarnation: how many of its calls run, and those that wait for a place. Guarded by the lock of its <see cref="ConcurrentRuns"/>.</summary>
internal sealed class RunGroup(int max)
{
    public int Running { get; set; }

    public bool IsFull => Running >= max;

    /// <summary>What waits, each with its place in the order of arrival over all groups.</summary>
    public Queue<(ObjectRef Call, long Order)> Waiting { get; } = new();
}
