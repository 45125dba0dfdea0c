using RayAkka.Actors;

namespace RayAkka.Engine;

/// <summary>The way to an incarnation in this process that another process started: calls are posted to it directly.</summary>
internal sealed class LocalRoute(ActorCell cell, BorrowedActor record) : ActorShell, ICellRoute
{
    public override NodeId Node => cell.Node;

    public override ActorCell? Cell => cell;

    public override void Start()
    {
        // The cell runs already.
    }

    public override void Post(ObjectRef call) => cell.Post(call);

    public override void Stop(ObjectRef call, bool recursive) => cell.Stop(call, recursive);

    public override void Kill(bool graceful)
    {
        // The owner of the actor ends it.
    }

    public override void Lose()
    {
        // A node does not outlive its own loss.
    }

    public void OnCellClosed() => record.OnRouteClosed(this);
}
