namespace RayAkka.Cluster.Data;

/// <summary>Something that a <see cref="DataClock"/> does later, unless it is cancelled before.</summary>
internal sealed class DataAlarm(Action action)
{
    private Action? _action = action;

    /// <summary>What makes a clock of a test look at its alarms.</summary>
    public ITimer? Wake { private get; set; }

    /// <summary>Sees to it that nothing is done.</summary>
    /// <returns>False if it has been done or begun.</returns>
    public bool Cancel()
    {
        Wake?.Dispose();
        return Interlocked.Exchange(ref _action, null) is not null;
    }

    public void Fire()
    {
        Wake?.Dispose();
        Interlocked.Exchange(ref _action, null)?.Invoke();
    }
}
