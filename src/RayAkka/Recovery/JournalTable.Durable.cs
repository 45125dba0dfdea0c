using System.Collections.Concurrent;
using RayAkka.Actors;
using RayAkka.Execution;
using RayAkka.Objects;
using RayAkka.Recovery.Stores;
using RayAkka.Wire;

namespace RayAkka.Recovery;

/// <content>
/// The detached actors that outlive the process. One is entered in the store's directory before anybody can have a handle to it, and taken out
/// with its journal. In a later process it is made again, with the same id and so the same journal, when somebody asks for its name, or when a
/// handle to it comes out of another journal.
/// </content>
internal sealed partial class JournalTable
{
    private readonly ConcurrentDictionary<ActorId, DurableActor> _durable = new();

    /// <summary>Enters a detached actor into the directory; false if another has its name.</summary>
    /// <exception cref="ArgumentException">Its constructor's arguments may not travel; one sentence.</exception>
    /// <exception cref="JournalException">The store cannot be written.</exception>
    public bool TryEnter(OwnedActor actor) => TryEnter(actor.Id, actor.Spec.In(actor.Namespace), actor.Creation!);

    /// <summary>The same for an actor whose life another process runs.</summary>
    public bool TryEnter(ActorId actor, ActorSpec spec, ObjectRef creation) =>
        Wait(EnterAsync(new DurableActor(actor, spec.Namespace!, spec.Name, spec.ClassName, Describe(spec, creation))));

    /// <summary>The actor of that name that an earlier process left behind, alive again; null if there is none.</summary>
    /// <exception cref="JournalException">The store cannot be read, or the actor's entry does not fit the code any more.</exception>
    public ActorRecord? Find(string @namespace, string name)
    {
        if (!IsStored)
        {
            return null;
        }

        DurableActor? durable;
        try
        {
            durable = Wait(FindAsync(@namespace, name));
        }
        catch (InvalidOperationException e) when (e.InnerException is FileNotFoundException && _runtime.Options.Journal is null)
        {
            // The storage path is there for something else, and nothing can have been left in a store that the program does not have.
            return null;
        }

        return durable is null ? null : Revive(durable);
    }

    /// <summary>Whether the actor is in the directory: it is made again when it is asked for.</summary>
    public bool IsDurable(ActorId id) => _durable.ContainsKey(id);

    /// <summary>The actor that an earlier run of the same work has made under the id, alive again if its process has ended; null if there is none.</summary>
    public ActorRecord? FindMade(ActorId id) =>
        _runtime.Actors.FindOwned(id) ?? (_durable.TryGetValue(id, out var durable) ? Revive(durable) : null);

    /// <summary>
    /// The actor that an earlier incarnation has created, perhaps in another process; null if that process is gone, and the actor with it: then it is
    /// created anew, under the same id.
    /// </summary>
    public ActorRecord? FindCreated(ActorDescription about) => FindMade(about.Id)
        ?? (_runtime.IsCluster && about.Owner != _runtime.Self && _runtime.Peers.Find(about.Owner) is not null ? _runtime.RecordOf(about, strong: true) : null);

    /// <summary>The record of an actor to which a handle comes out of a journal: the living one, or one that is dead.</summary>
    public ActorRecord FindAgain(ActorDescription about, bool strong)
    {
        if (_runtime.Actors.FindOwned(about.Id) is { } living)
        {
            return living;
        }

        if (_durable.TryGetValue(about.Id, out var durable))
        {
            return Revive(durable) ?? Gone(about);
        }

        if (_runtime.IsCluster && about.Owner != _runtime.Self)
        {
            return _runtime.RecordOf(about, strong) ?? Gone(about);
        }

        return Gone(about);
    }

    /// <summary>The record of an actor that is known to have ended.</summary>
    public BorrowedActor Gone(ActorDescription about)
    {
        var gone = new BorrowedActor(_runtime, about, about.TypeName.Length == 0 ? null : TypeResolver.Resolve(about.TypeName, Types.IsName));
        gone.OnOwnerDied($"the process of node {about.Owner}");
        return gone;
    }

    private static T Wait<T>(Task<T> task)
    {
        WorkerPool.Wait(task);
        return task.GetAwaiter().GetResult();
    }

    private async Task<bool> EnterAsync(DurableActor actor)
    {
        var store = await Store.ConfigureAwait(false);

        // A dead one of the same name may be just on its way out.
        await Written().ConfigureAwait(false);
        if (!await store.TryPutActorAsync(actor).ConfigureAwait(false))
        {
            return false;
        }

        _durable[actor.Id] = actor;
        return true;
    }

    private async Task<DurableActor?> FindAsync(string @namespace, string name)
    {
        var store = await Store.ConfigureAwait(false);
        await Written().ConfigureAwait(false);
        return await store.FindActorAsync(@namespace, name).ConfigureAwait(false);
    }

    private ActorRecord? Revive(DurableActor durable)
    {
        if (_runtime.Detached is { } detached)
        {
            return _runtime.Actors.Find(durable.Id) ?? detached.Revive(durable.Id, Read(durable));
        }

        OwnedActor record;
        lock (_durable)
        {
            if (_runtime.Actors.Find(durable.Id) is { } living)
            {
                return living;
            }

            record = Read(durable);
            _runtime.Actors.Add(record);
            if (record.Spec.Name is not null && _runtime.Names.Reserve(record.Describe()) is { } taken)
            {
                _runtime.Actors.Remove(record);
                return taken.Id == record.Id ? _runtime.RecordOf(taken, strong: false) : null;
            }
        }

        _runtime.Telemetry.OnActorCreated();
        record.Start();
        return record;
    }

    private byte[] Describe(ActorSpec spec, ObjectRef creation)
    {
        var encoding = new JournalEncoding(Types);
        var body = new WireWriter();
        var job = creation.Caller!.Job;
        body.Fixed64(job.Id.High);
        body.Fixed64(job.Id.Low);
        body.String(job.Namespace);
        spec.Write(body);
        CallWire.Write(body, creation, encoding);
        var whole = new WireWriter();
        encoding.OutgoingTypes.WriteAnnouncements(whole);
        whole.Raw(body.Written);
        return whole.Written.ToArray();
    }

    private OwnedActor Read(DurableActor durable)
    {
        try
        {
            var reader = new WireReader(durable.Description.ToArray());
            var decoding = new JournalDecoding(_runtime, Types);
            decoding.IncomingTypes.ReadAnnouncements(reader);
            var job = new Job(new JobId(reader.Fixed64(), reader.Fixed64()), reader.Text());
            var spec = ActorSpec.Read(reader).In(durable.Namespace);
            var creation = CallWire.Read(reader, decoding);
            creation.Caller = new Frame(_runtime, _runtime.NextCallerNumber(), job);
            creation.Extras = new Tasks.CallExtras { MayRunAgain = true };
            return new OwnedActor(_runtime, durable.Id, spec, creation, new ActorOwnership(null, default));
        }
        catch (WireFormatException e)
        {
            throw new JournalException(
                $"The actor {durable.ClassName} named '{durable.Name}' in the namespace '{durable.Namespace}' cannot be made again: its constructor call does not fit the code any more: {e.Message}", e);
        }
    }
}
