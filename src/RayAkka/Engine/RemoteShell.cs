using RayAkka.Actors;
using RayAkka.Handoff;
using RayAkka.Scheduling;

namespace RayAkka.Engine;

/// <summary>
/// An incarnation on a node that is reached through envelopes, as the actor's owner sees it. Invariant: one that was killed before its start is
/// never started, so no incarnation outlives the message that ends it.
/// </summary>
internal sealed class RemoteShell(NodeConnection connection, OwnedActor record, Grant? grant, long number) : RemoteRoute(connection, record, number)
{
    private readonly ObjectRef _creation = record.Creation!;
    private bool _started;

    public OwnedActor Owner { get; } = record;

    /// <summary>The place; null for an incarnation that another process had started.</summary>
    public Grant? Grant => grant;

    /// <summary>The number of the incarnation that is there already; null for one that is to be made.</summary>
    public int? Adopted { get; init; }

    public override ActorCell? Cell => Connection.Host?.FindCell(Record.Id);

    public override void Start()
    {
        if (Adopted is { } incarnation)
        {
            Attach(incarnation);
            return;
        }

        Exception? unsent = null;
        if (!Connection.Runtime.HandOver(grant!))
        {
            Refuse();
            return;
        }

        lock (Gate)
        {
            if (!IsClosed)
            {
                try
                {
                    Connection.Channel.Send(new StartActor(
                        Number, Record.Id, Record.Spec, Connection.Channel.Prepare(_creation), grant, Owner.Restarts, _creation.Caller!.Job, Owner.IsReader));
                    _started = true;
                    return;
                }
                catch (Exception e)
                {
                    unsent = e;
                }
            }
        }

        Connection.Runtime.TakeBack(grant!);
        if (unsent is not null)
        {
            Owner.OnConstructorFailed(this, unsent);
        }

        End();
    }

    public void OnExiting(ExitReason reason)
    {
        Owner.OnExiting(this, reason);
        GiveBack();
    }

    public override void Kill(bool graceful) => GiveBack(() => _started ? new KillActor(Number, graceful) : null);

    public override void Lose()
    {
        GiveBack();
        End();
    }

    /// <summary>The node did not take the incarnation.</summary>
    public void Refuse()
    {
        Connection.Forget(this);
        Owner.OnRefused(this);
    }

    private void Attach(int incarnation)
    {
        lock (Gate)
        {
            if (!IsClosed)
            {
                Connection.Channel.Send(new AttachActor(Number, Record.Id, incarnation));
                _started = true;
            }
        }
    }

    /// <summary>No more news of the incarnation will come.</summary>
    private void End()
    {
        Connection.Forget(this);
        Owner.OnEnded(this);
    }
}
