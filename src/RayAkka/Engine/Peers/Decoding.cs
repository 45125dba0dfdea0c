using RayAkka.Actors;
using RayAkka.Execution;
using RayAkka.Objects;
using RayAkka.Wire;

namespace RayAkka.Engine.Peers;

/// <summary>
/// The decoding of messages from a peer, one at a time. Handles and refs that come are entered at once in this process's books, so that what is
/// said of them in later messages finds them.
/// </summary>
internal sealed class Decoding(Peer peer) : IWireContext, ICallOutcome
{
    private WireReader? _outcome;

    public IValueCodec Values => peer.Codec;

    public TypeGate Types => peer.Types;

    public TypeTableReader IncomingTypes { get; } = new();

    public TypeTableWriter OutgoingTypes => throw new InvalidOperationException("A decoding is only read from.");

    private RayRuntime Runtime => peer.Runtime;

    public void WriteRef(WireWriter writer, ObjectRef reference) => throw new InvalidOperationException("A decoding is only read from.");

    public void WriteHandle(WireWriter writer, ActorHandle handle) => throw new InvalidOperationException("A decoding is only read from.");

    public ObjectRef ReadRef(WireReader reader)
    {
        switch ((RefForm)reader.Byte())
        {
            case RefForm.Inline:
                var own = BorrowedRefs.MakeOwn(IncomingTypes.ReadValueType(reader, Types), Runtime);
                ReadOutcome(reader, own);
                return own;

            case RefForm.ToOwner:
                return Runtime.Objects.Find(reader.Varint()) ?? throw new WireFormatException("A ref came home to an object that is not here.");

            case RefForm.FromOwner:
                return ReadFromOwner(reader);

            case RefForm.FromThird:
                return ReadFromThird(reader);

            default:
                throw new WireFormatException("A ref has an unknown form.");
        }
    }

    public ActorHandle ReadHandle(WireReader reader, Type actorClass)
    {
        var form = (HandleForm)reader.Byte();
        var strong = reader.Bool();
        ActorRecord record;
        switch (form)
        {
            case HandleForm.ToOwner:
                record = Runtime.Actors.Find(reader.Actor())
                    ?? throw new WireFormatException("A handle came home to an actor that has ended.");
                break;

            case HandleForm.FromOwner:
                record = Runtime.Peers.Borrow(ActorDescription.Read(reader));
                if (strong)
                {
                    (record as BorrowedActor)?.OnLent();
                }

                break;

            case HandleForm.FromThird:
                record = Runtime.Peers.Borrow(ActorDescription.Read(reader));
                var loan = reader.Varint();
                if (record is BorrowedActor borrowed)
                {
                    if (strong)
                    {
                        borrowed.OnLent();
                    }

                    Runtime.Peers.Tell(borrowed.Owner, new BorrowActor(borrowed.Id, strong, peer.Id, loan));
                }

                break;

            default:
                throw new WireFormatException("A handle has an unknown form.");
        }

        return ActorSetup.Handle(record, actorClass, strong);
    }

    /// <summary>Reads what became of a call or object, and completes the ref with it.</summary>
    public void ReadOutcome(WireReader reader, ObjectRef target)
    {
        if (target.IsAway)
        {
            // It was here, and may be lost; what comes takes its place then.
            var again = BorrowedRefs.MakeOwn(target.ObjectType, Runtime);
            ReadOutcome(reader, again);
            target.CompleteAgainAs(again);
            return;
        }

        switch ((OutcomeForm)reader.Byte())
        {
            case OutcomeForm.Value:
                target.TryReadValue(reader, this);
                break;

            case OutcomeForm.Failed:
                var error = ErrorWire.Read(reader, this);
                target.TryFail(error as RayException ?? new RayTaskException(error.Message, error));
                break;

            case OutcomeForm.Located:
                Locate(target, ReadWhere(reader, counted: true));
                break;

            case OutcomeForm.None:
                break;

            default:
                throw new WireFormatException("An outcome has an unknown form.");
        }
    }

    /// <summary>The outcome that stands next is for a ref that nobody holds any more: what was lent with it goes back.</summary>
    public void Drop(WireReader reader)
    {
        if ((OutcomeForm)reader.Byte() == OutcomeForm.Located)
        {
            _ = ReadWhere(reader, counted: true);
        }
    }

    /// <summary>The outcome that stands next in the message, for whom it is meant for to read.</summary>
    public ICallOutcome Outcome(WireReader reader)
    {
        _outcome = reader;
        return this;
    }

    void ICallOutcome.ApplyTo(ObjectRef call)
    {
        try
        {
            ReadOutcome(_outcome!, call);
        }
        catch (Exception e)
        {
            call.TryFail(new RayTaskException($"The result of {call.CallName} could not be read: {e.Message}", e));
        }
    }

    void ICallOutcome.Drop() => Drop(_outcome!);

    private ObjectRef ReadFromOwner(WireReader reader)
    {
        var type = IncomingTypes.ReadValueType(reader, Types);
        var number = reader.Varint();
        var (reference, _) = Runtime.Objects.Borrow(peer.Id, number, type);
        ((IBorrowedRef)reference).OnLent();
        ReadPlace(reader, reference);
        return reference;
    }

    private ObjectRef ReadFromThird(WireReader reader)
    {
        var type = IncomingTypes.ReadValueType(reader, Types);
        var owner = reader.Node();
        var number = reader.Varint();
        var loan = reader.Varint();
        if (owner == Runtime.Self)
        {
            throw new WireFormatException("A ref came home as a stranger's.");
        }

        var (reference, _) = Runtime.Objects.Borrow(owner, number, type);
        ((IBorrowedRef)reference).OnLent();
        Runtime.Peers.Tell(owner, new BorrowObject(number, peer.Id, loan));
        ReadPlace(reader, reference);
        if (Runtime.Peers.IsGone(owner) && reference is not { IsLocated: true, Extras.Large.HasCopies: true })
        {
            ObjectTable.Lose(Runtime, owner, reference, "it has died");
        }

        return reference;
    }

    private void ReadPlace(WireReader reader, ObjectRef reference)
    {
        var form = (PlaceForm)reader.Byte();
        if ((form & PlaceForm.HasCopies) != 0)
        {
            (reference.Extras ??= new Tasks.CallExtras()).NeedLarge().HasCopies = true;
        }

        if ((form & PlaceForm.Place) != 0)
        {
            Locate(reference, ReadWhere(reader, counted: false));
        }
    }

    private RemoteValue ReadWhere(WireReader reader, bool counted)
    {
        var holder = reader.Node();
        var number = reader.Varint();
        var length = (long)reader.Varint();
        ObjectLease? lease = null;
        if (counted && holder == peer.Id)
        {
            lease = new ObjectLease(Runtime, holder, number);
            lease.OnLent();
        }

        return new RemoteValue(Runtime, holder, number, length, lease);
    }

    private void TakeFrom(ObjectRef here, ObjectRef target)
    {
        if (here.TakeLargeArray() is { } array)
        {
            Runtime.Store.TakeAnyway(Buffer.ByteLength(array));
            target.TryCompleteWith(array, Buffer.ByteLength(array));
        }
        else
        {
            target.TryFail(new ObjectLostException("The object came home to where it is not any more; make it again."));
        }
    }

    // An object that is here after all is taken from where it is.
    private void Locate(ObjectRef target, RemoteValue where)
    {
        if (where.Holder == Runtime.Self && Runtime.Objects.Find(where.Number) is { LargeBytes: > 0 and var bytes } here)
        {
            if (here.LargeArray is { } array)
            {
                Runtime.Store.TakeAtOnce(bytes);
                target.TryCompleteWith(array, bytes);
            }
            else
            {
                // On disk, for which this thread does not wait.
                WorkerPool.Shared.Enqueue(() => TakeFrom(here, target));
            }
        }
        else
        {
            target.SetLocated(where);
        }
    }
}
