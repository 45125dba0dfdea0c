using System.Collections.Concurrent;
using RayAkka.Actors;
using RayAkka.Execution;
using RayAkka.Wire;

namespace RayAkka.Handoff;

/// <content>The lives that this process runs: those of actors that were registered with it, and those that it has adopted.</content>
internal sealed partial class DetachedActors
{
    private readonly ConcurrentDictionary<ActorId, Census> _censuses = new();

    NodeId Head.IActorKeeper.OnRegistered(ulong epoch, NodeId creator, byte[] content)
    {
        var testament = Testament.Read(new WireReader(content));
        if (runtime.IsExpelled || runtime.Actors.FindOwned(testament.Actor) is not null)
        {
            return runtime.Self;
        }

        if (runtime.Actors.FindDead(testament.Actor) is not null && !testament.Spec.IsReplay)
        {
            // One that is replayed may have stopped only, and is made again from its journal.
            return default;
        }

        if (_testaments.TryGetValue(testament.Actor, out var known) && known.Owner != creator && !runtime.Peers.IsGone(known.Owner))
        {
            // Who made it does so again: a call that is replayed, or a question that was asked of two heads.
            return known.Owner;
        }

        if (testament.Owner == creator)
        {
            Take(testament, creator, epoch);
        }
        else if (runtime.Peers.IsGone(testament.Owner) && testament.Creation is not null)
        {
            Adopt(testament, epoch);
        }

        return runtime.Self;
    }

    IReadOnlyList<ActorDescription> Head.IActorKeeper.AdoptOrphans(ulong epoch)
    {
        if (runtime.IsExpelled || runtime.IsClosing)
        {
            return [];
        }

        var named = new List<ActorDescription>();
        foreach (var testament in _testaments.Values)
        {
            if (runtime.Peers.IsGone(testament.Owner) && testament.Creation is not null && runtime.Actors.FindOwned(testament.Actor) is null)
            {
                var about = Adopt(testament, epoch);
                if (about.Name is not null)
                {
                    named.Add(about);
                }
            }
        }

        return named;
    }

    /// <summary>Another process has been met: if it is a node, it learns the testaments of the actors whose lives are run here.</summary>
    public void OnPeerUp(Engine.NodeHello hello)
    {
        if (hello.IsDriver)
        {
            return;
        }

        foreach (var testament in _testaments.Values)
        {
            if (testament.Owner == runtime.Self && testament.Creation is not null)
            {
                runtime.Peers.Tell(hello.Node, new Bequeath(testament));
            }
        }
    }

    /// <summary>The life of an actor of this process has come further. Called under its lock.</summary>
    public void OnChanged(ActorId actor, int restarts, bool hasBegun)
    {
        if (_testaments.TryGetValue(actor, out var testament))
        {
            _testaments[actor] = testament = testament with { Restarts = restarts, HasBegun = hasBegun };
            TellNodes(new BequestChanged(actor, testament.Epoch, restarts, hasBegun));
        }
    }

    /// <summary>An actor of this process is dead for good. Called under its lock.</summary>
    public void OnDead(ActorId actor)
    {
        foreach (var peer in runtime.Peers.All)
        {
            peer.Send(new BequestEnded(actor));
        }

        WorkerPool.Shared.Enqueue(() => Forget(actor));
    }

    private NodeId OwnerOf(ActorId actor) =>
        _owners.TryGetValue(actor, out var known) ? known.Owner : _testaments.TryGetValue(actor, out var testament) ? testament.Owner : default;

    // Under the gate of the books, so that whoever finds the name finds the record.
    private void Take(Testament testament, NodeId creator, ulong epoch)
    {
        testament = testament with { About = testament.About with { Owner = runtime.Self }, Epoch = epoch };
        _testaments[testament.Actor] = testament;
        var record = MakeRecord(testament);
        record.AwaitCreation(creator);
        runtime.Actors.Add(record);
        KeepName(testament.About);
        if (testament.Creation is { } blob)
        {
            runtime.Peers.Tell(runtime.Self, new ProvideCreation(testament.Actor, blob));
        }

        if (runtime.Peers.IsGone(creator))
        {
            WorkerPool.Shared.Enqueue(() => record.OnNodeLost(creator, "it is gone"));
        }
    }

    // Under the gate of the books.
    private ActorDescription Adopt(Testament testament, ulong epoch)
    {
        var former = testament.Owner;
        var about = testament.About with { Owner = runtime.Self };
        _testaments[testament.Actor] = testament = testament with { About = about, Epoch = epoch };
        var record = MakeRecord(testament);
        record.AwaitCensus(former);
        runtime.Actors.Add(record);
        KeepName(about);
        runtime.Log.ActorAdopted(about.ClassName, about.Id, former);
        NodeId[] nodes = [runtime.Self, .. runtime.Peers.All.Where(static peer => !peer.Hello.IsDriver).Select(static peer => peer.Id)];
        _censuses[testament.Actor] = new Census(record, testament, nodes);
        var adopted = new ActorAdopted(about, former, epoch);
        runtime.Peers.Tell(runtime.Self, adopted);
        foreach (var peer in runtime.Peers.All)
        {
            peer.Send(adopted);
        }

        foreach (var node in nodes)
        {
            if (runtime.Peers.IsGone(node))
            {
                LoseInCensuses(node);
            }
        }

        return about;
    }

    private OwnedActor MakeRecord(Testament testament)
    {
        Type? type = null;
        try
        {
            type = runtime.Peers.ClassOf(testament.About);
        }
        catch (WireFormatException)
        {
            // Said when its constructor call is read: here nobody hears it.
        }

        return new OwnedActor(runtime, testament.Actor, testament.Spec, type, testament.Epoch);
    }

    private void KeepName(ActorDescription about)
    {
        if (about.Name is not null)
        {
            runtime.Books.KeepName(about);
        }
    }

    private void OnProvided(ProvideCreation provided)
    {
        if (runtime.Actors.FindOwned(provided.Actor) is not { } record || !_testaments.TryGetValue(provided.Actor, out var testament))
        {
            return;
        }

        _testaments[provided.Actor] = testament = testament with { Creation = provided.Creation };
        TellNodes(new Bequeath(testament));
        if (TryDecode(record, testament) is { } creation)
        {
            record.Provide(creation);
        }
    }

    private void OnFound(NodeId from, CellFound found)
    {
        if (!_censuses.TryGetValue(found.Actor, out var census) || census.Testament.Epoch != found.Epoch)
        {
            return;
        }

        bool isLast;
        lock (census)
        {
            isLast = census.Add(from, found);
        }

        if (isLast)
        {
            Settle(census);
        }
    }

    private void LoseInCensuses(NodeId node)
    {
        foreach (var census in _censuses.Values)
        {
            bool isLast;
            lock (census)
            {
                isLast = census.Lose(node);
            }

            if (isLast)
            {
                // Not here: the caller may hold the gate of the books.
                WorkerPool.Shared.Enqueue(() => Settle(census));
            }
        }
    }

    private void Settle(Census census)
    {
        var testament = census.Testament;
        if (!_censuses.TryRemove(new KeyValuePair<ActorId, Census>(testament.Actor, census)))
        {
            return;
        }

        if (_testaments.TryGetValue(testament.Actor, out var known))
        {
            // Not if it was killed meanwhile: then the nodes were told to forget it.
            _testaments.TryUpdate(testament.Actor, testament, known);
            TellNodes(new Bequeath(testament));
        }

        if (TryDecode(census.Record, testament) is { } creation)
        {
            census.Record.Settle(creation, testament.Restarts, testament.HasBegun, census.Place);
        }
    }

    private ObjectRef? TryDecode(OwnedActor record, Testament testament)
    {
        try
        {
            var creation = CallBlob.Decode(runtime, testament.Creation!);
            creation.Caller = new Frame(runtime, runtime.NextCallerNumber(), testament.Job);
            creation.Extras = new Tasks.CallExtras { MayRunAgain = true };
            return creation;
        }
        catch (Exception e)
        {
            record.OnCreationUnreadable(e);
            return null;
        }
    }

    private void TellNodes(object message)
    {
        foreach (var peer in runtime.Peers.All)
        {
            if (!peer.Hello.IsDriver)
            {
                peer.Send(message);
            }
        }
    }
}
