using RayAkka.Actors;
using RayAkka.Objects;

namespace RayAkka.Recovery.Results;

/// <summary>An actor that has ended and whose journal is kept: how its reading incarnation is made, and the one that there is now.</summary>
internal sealed class EndedActor(OwnedActor ended, ObjectRef creation)
{
    private readonly Lock _gate = new();
    private OwnedActor? _reader;
    private int _open;
    private bool _over;

    public ActorId Id => ended.Id;

    /// <summary>Asks for a result. A reading incarnation is there as long as one is asked for.</summary>
    public ObjectRef Want(Type resultType, CallerId caller, long index)
    {
        var request = ReplyRequest.Make(resultType, ended.Runtime, caller, index);
        OwnedActor? made = null;
        OwnedActor reader;
        lock (_gate)
        {
            if (_over)
            {
                request.TryFail(ResultKeeper.NotKept());
                return request;
            }

            if (_reader is not { State: not ActorState.Dead })
            {
                _reader = made = ended.NewReader(creation.CloneToKeep());
            }

            reader = _reader;
            _open++;
        }

        made?.Start();
        request.TryAddWaiter(new Closing(this));
        reader.Post(request);
        return request;
    }

    /// <summary>A node is gone.</summary>
    public void OnNodeLost(NodeId node, string reason)
    {
        OwnedActor? reader;
        lock (_gate)
        {
            reader = _reader;
        }

        reader?.OnNodeLost(node, reason);
    }

    /// <summary>Nobody can ask any more.</summary>
    public void End()
    {
        OwnedActor? reader;
        lock (_gate)
        {
            _over = true;
            reader = _reader;
            _reader = null;
        }

        reader?.Kill(noRestart: true);
    }

    private void OnAnswered()
    {
        OwnedActor? reader;
        lock (_gate)
        {
            if (--_open > 0)
            {
                return;
            }

            reader = _reader;
            _reader = null;
        }

        reader?.Kill(noRestart: true);
    }

    private sealed class Closing(EndedActor actor) : RefWaiter
    {
        public override bool NeedsValue => false;

        // On another thread: the request is answered under the locks of the incarnation that this ends.
        public override void OnCompleted(ObjectRef reference) => Execution.WorkerPool.Shared.Enqueue(actor.OnAnswered);
    }
}
