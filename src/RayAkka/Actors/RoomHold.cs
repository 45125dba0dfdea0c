namespace RayAkka.Actors;

/// <summary>Keeps a submitted call back until there is room for it in its actor's mailbox.</summary>
internal sealed class RoomHold
{
    private static readonly Action s_given = static () => { };

    private Action? _go;

    /// <summary>There is room. Not to be called under a lock: the call may be posted.</summary>
    public void Give() => Interlocked.Exchange(ref _go, s_given)?.Invoke();

    /// <summary>Does something once there is room; at once if that is known already.</summary>
    public void OnGiven(Action go)
    {
        if (Interlocked.CompareExchange(ref _go, go, null) is not null)
        {
            go();
        }
    }
}
