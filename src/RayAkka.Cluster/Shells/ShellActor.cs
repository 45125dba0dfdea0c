using Akka.Actor;
using Akka.Cluster.Sharding;
using RayAkka.Cluster.Sharding;
using RayAkka.Engine;

namespace RayAkka.Cluster.Shells;

/// <summary>The entity of an actor: its mailbox serialises the work of one incarnation.</summary>
/// <remarks>
/// Invariants: (1) a shell is empty until CreateShell, and what it is to hold stands in the registry: a late message never brings an ended
/// actor back; (2) an empty shell answers everything else with NoSuchActor and ends, and in a bucket that is not this node's with NotHere;
/// (3) a shell ends through the shard, which keeps what comes for its name until it is gone, and what was in the mailbox by then is sent that
/// way again: a CreateShell that comes while an empty shell of that name ends is not lost; (4) the tenant is told exactly once, by OnShellLost,
/// of an end that StopShell did not ask for.
/// </remarks>
internal sealed class ShellActor(ShellRegistry registry, int nodeUid) : UntypedActor
{
    private readonly string _bucket = Uri.UnescapeDataString(Context.Parent.Path.Name);
    private readonly string _entityId = Uri.UnescapeDataString(Context.Self.Path.Name);
    private IShellTenant? _tenant;
    private ActorId _actor;
    private int _incarnation;
    private bool _ending;

    private bool IsAtHome => BucketId.TryParse(_bucket, out var bucket) && bucket.NodeUid == nodeUid;

    protected override void OnReceive(object message)
    {
        if (message is IThreadPoolWorkItem item)
        {
            if (_tenant is not null)
            {
                Run(item);
            }
        }
        else if (message is HandOff)
        {
            Context.Stop(Self);
        }
        else if (_ending)
        {
            SendAgain(message);
        }
        else if (_tenant is null)
        {
            OnEmpty(message);
        }
        else
        {
            OnOccupied(message);
        }
    }

    protected override void PreRestart(Exception reason, object message)
    {
        Lose(reason);
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason)
    {
        base.PostRestart(reason);
        End();
    }

    protected override void PostStop() => Lose(null);

    // The tenant learns the cause from here, whatever the supervisor decides then.
    private void Run(IThreadPoolWorkItem item)
    {
        try
        {
            item.Execute();
        }
        catch (Exception exception)
        {
            Lose(exception);
            throw;
        }
    }

    private void OnEmpty(object message)
    {
        if (message is StartBucket)
        {
            Sender.Tell(IsAtHome ? new BucketStarted(_bucket, _entityId) : new NotHere(_bucket, _entityId));
            End();
        }
        else if (!IsAtHome)
        {
            Sender.Tell(new NotHere(_bucket, _entityId));
            End();
        }
        else if (message is CreateShell create && registry.TryGet(create.Actor, create.Incarnation, out var tenant))
        {
            _actor = create.Actor;
            _incarnation = create.Incarnation;
            _tenant = tenant;
            tenant.OnShellStarted(new ShellMailbox(Self));
        }
        else
        {
            Sender.Tell(new NoSuchActor(_bucket, _entityId));
            End();
        }
    }

    private void OnOccupied(object message)
    {
        switch (message)
        {
            case EndShell end when end.Actor == _actor && end.Incarnation == _incarnation:
                _tenant = null;
                End();
                break;
            case StartBucket:
                Sender.Tell(new BucketStarted(_bucket, _entityId));
                break;
        }
    }

    // The shard holds back what comes for this name from now on, sends HandOff and starts a new shell if there is something to deliver.
    private void End()
    {
        _ending = true;
        Context.Parent.Tell(new Passivate(HandOff.Instance));
    }

    private void SendAgain(object message)
    {
        if (message is Remoting.IWireMessage own)
        {
            Context.Parent.Forward(new ShellEnvelope(_bucket, _entityId, own));
        }
    }

    private void Lose(Exception? cause)
    {
        var tenant = _tenant;
        _tenant = null;
        if (tenant is not null && registry.Remove(_actor, _incarnation))
        {
            tenant.OnShellLost(cause);
        }
    }
}
