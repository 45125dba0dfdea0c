using RayAkka.CompilerServices;

namespace RayAkka.Actors;

/// <summary>Stands in a mailbox behind a call that another process has cancelled: when it is reached, that call has been met.</summary>
internal sealed class StopMark : Invocation<Nothing>
{
    public StopMark(ulong caller, long index)
    {
        CalledBy = caller;
        Index = index;
        TrySetOwned(default);
    }

    public ulong CalledBy { get; }

    public long Index { get; }

    internal override string CallName => "end of a cancellation";
}
