using RayAkka.Actors;
using RayAkka.Objects;
using RayAkka.Wire;

namespace RayAkka.Engine.Peers;

/// <summary>
/// The encoding of messages to a peer, one at a time, under the lock of its outbox. Handles and refs in a message are counted as lent while it
/// is written, and un-counted if it is not sent; what the peer must then be told of them is sent behind it.
/// </summary>
internal sealed class Encoding(Peer peer) : IWireContext
{
    private readonly List<OwnedActor> _actors = [];
    private readonly List<OwnedActor> _news = [];
    private readonly List<ulong> _objects = [];
    private readonly List<ulong> _located = [];
    private readonly List<ulong> _loans = [];

    public IValueCodec Values => peer.Codec;

    public TypeGate Types => peer.Types;

    public TypeTableWriter OutgoingTypes { get; } = new();

    public TypeTableReader IncomingTypes => throw new InvalidOperationException("An encoding is only written to.");

    public void WriteRef(WireWriter writer, ObjectRef reference)
    {
        var origin = reference.Origin;
        if (origin is IBorrowedRef borrowed && (IsFound(origin, borrowed) || (!origin.IsHere && origin.LargeBytes == 0)))
        {
            WriteBorrowed(writer, origin, borrowed);
        }
        else
        {
            WriteOwn(writer, origin);
        }
    }

    public void WriteHandle(WireWriter writer, ActorHandle handle)
    {
        var record = handle.Record;
        var strong = handle.Lease is not null;
        if (record is OwnedActor owned)
        {
            if (strong)
            {
                _actors.Add(owned);
            }

            if (owned.Lend(peer.Id, strong))
            {
                _news.Add(owned);
            }

            writer.Byte((byte)HandleForm.FromOwner);
            writer.Bool(strong);
            record.Describe().Write(writer);
        }
        else if (record.Owner == peer.Id)
        {
            writer.Byte((byte)HandleForm.ToOwner);
            writer.Bool(strong);
            writer.Actor(record.Id);
        }
        else
        {
            writer.Byte((byte)HandleForm.FromThird);
            writer.Bool(strong);
            record.Describe().Write(writer);
            writer.Varint(Lend(strong ? handle.Lease! : null));
        }
    }

    public ObjectRef ReadRef(WireReader reader) => throw new InvalidOperationException("An encoding is only written to.");

    public ActorHandle ReadHandle(WireReader reader, Type actorClass) => throw new InvalidOperationException("An encoding is only written to.");

    /// <summary>Writes what became of a call or object: its value if small, its error, or where it is.</summary>
    public void WriteOutcome(WireWriter writer, ObjectRef source)
    {
        if (source.IsFailed)
        {
            writer.Byte((byte)OutcomeForm.Failed);
            ErrorWire.Write(writer, source.Error, this);
        }
        else if (source.LargeBytes is > 0 and var length)
        {
            // It stays here until it is asked for.
            var number = peer.Runtime.Objects.Lend(source, peer.Id);
            _located.Add(number);
            writer.Byte((byte)OutcomeForm.Located);
            writer.Node(peer.Runtime.Self);
            writer.Varint(number);
            writer.Varint((ulong)length);
        }
        else if (source.IsInline)
        {
            writer.Byte((byte)OutcomeForm.Value);
            source.WriteValue(writer, this);
        }
        else if (source.Location is RemoteValue { IsPlace: true } where)
        {
            writer.Byte((byte)OutcomeForm.Located);
            where.Write(writer);
        }
        else
        {
            writer.Byte((byte)OutcomeForm.None);
        }
    }

    /// <summary>What must be done behind the message just written, outside the lock; null if nothing.</summary>
    public Action? Finish(bool sent)
    {
        if (_actors.Count + _news.Count + _objects.Count + _located.Count + _loans.Count == 0)
        {
            return null;
        }

        var actors = _actors.ToArray();
        var news = _news.ToArray();
        var objects = _objects.ToArray();
        var loans = _loans.ToArray();
        _actors.Clear();
        _news.Clear();
        ulong[] lent = sent ? [] : [.. objects, .. _located];
        _objects.Clear();
        _located.Clear();
        _loans.Clear();
        return sent ? () => Sent(news, objects) : () => Abandon(actors, lent, loans);
    }

    private void Sent(OwnedActor[] news, ulong[] objects)
    {
        foreach (var actor in news)
        {
            actor.TellNews(peer.Id);
        }

        foreach (var number in objects)
        {
            peer.Runtime.Objects.TellWhenThere(number, peer.Id);
        }
    }

    private void Abandon(OwnedActor[] actors, ulong[] objects, ulong[] loans)
    {
        foreach (var actor in actors)
        {
            actor.OnReleased(peer.Id, 1);
        }

        foreach (var number in objects)
        {
            peer.Runtime.Objects.Release(number, peer.Id, 1);
        }

        foreach (var loan in loans)
        {
            peer.Runtime.Peers.Loans.Settle(loan);
        }
    }

    // One that has copies keeps its owner while that lives: by it the copies are known.
    private bool IsFound(ObjectRef reference, IBorrowedRef borrowed) =>
        reference is { IsFailed: false, Extras.Large.HasCopies: true } && !peer.Runtime.Peers.IsGone(borrowed.Owner);

    private void WriteOwn(WireWriter writer, ObjectRef reference)
    {
        if (reference.IsInline)
        {
            writer.Byte((byte)RefForm.Inline);
            OutgoingTypes.Write(writer, reference.ObjectType);
            WriteOutcome(writer, reference);
            return;
        }

        var number = peer.Runtime.Objects.Lend(reference, peer.Id);
        _objects.Add(number);
        writer.Byte((byte)RefForm.FromOwner);
        OutgoingTypes.Write(writer, reference.ObjectType);
        writer.Varint(number);
        WriteWhere(writer, reference, number);
    }

    private void WriteBorrowed(WireWriter writer, ObjectRef reference, IBorrowedRef borrowed)
    {
        if (borrowed.Owner == peer.Id)
        {
            writer.Byte((byte)RefForm.ToOwner);
            writer.Varint(borrowed.Number);
            return;
        }

        writer.Byte((byte)RefForm.FromThird);
        OutgoingTypes.Write(writer, reference.ObjectType);
        writer.Node(borrowed.Owner);
        writer.Varint(borrowed.Number);
        writer.Varint(Lend(reference));
        WriteWhere(writer, reference, 0);
    }

    private void WriteWhere(WireWriter writer, ObjectRef reference, ulong number)
    {
        var copies = reference.Extras?.Large is { HasCopies: true } or { Copies: not null } ? PlaceForm.HasCopies : PlaceForm.None;
        if (reference.Location is RemoteValue { IsPlace: true } where)
        {
            writer.Byte((byte)(PlaceForm.Place | copies));
            where.Write(writer);
        }
        else if (number != 0 && reference.LargeBytes is > 0 and var length)
        {
            writer.Byte((byte)(PlaceForm.Place | copies));
            writer.Node(peer.Runtime.Self);
            writer.Varint(number);
            writer.Varint((ulong)length);
        }
        else
        {
            writer.Byte((byte)copies);
        }
    }

    // What a third process owns is kept here until the peer is known to that one.
    private ulong Lend(object? kept)
    {
        if (kept is null)
        {
            return 0;
        }

        var loan = peer.Runtime.Peers.Loans.Add(peer.Id, kept);
        _loans.Add(loan);
        return loan;
    }
}
