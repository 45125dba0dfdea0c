using RayAkka.Actors;

namespace RayAkka.Engine;

/// <summary>The way to an incarnation on another node that a third process started.</summary>
internal sealed class BorrowedRoute(NodeConnection connection, BorrowedActor record, int incarnation, long number) : RemoteRoute(connection, record, number)
{
    private readonly BorrowedActor _record = record;

    public override void Start() => Connection.Channel.Send(new OpenRoute(Number, Record.Id, incarnation));

    public override void Kill(bool graceful) => Close(() => IsClosed ? null : new LeaveRoute(Number));

    public override void Lose() => Close(null);

    /// <summary>The node says that the incarnation is not there any more.</summary>
    public void OnClosed()
    {
        Connection.Forget(this);
        _record.OnRouteClosed(this);
        GiveBack();
    }

    private void Close(Func<object?>? lastMessage)
    {
        Connection.Forget(this);
        GiveBack(lastMessage);
    }
}
