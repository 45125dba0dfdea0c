using FsCheck;
using FsCheck.Fluent;
using RayAkka.Recovery.Stores;
using static RayAkka.Stores.Tests.Support.Stores;

namespace RayAkka.Stores.Tests.Envelopes;

public sealed class RecordEnvelopeTests
{
    private static readonly ActorId s_actor = Actor(7);

    [Fact]
    public void Contents_Sealed_AreOpenedAsTheyWere() => Prop.ForAll<byte[], long>((contents, position) =>
        RecordEnvelope.Open(EnvelopeKind.Record, s_actor, position, RecordEnvelope.Seal(EnvelopeKind.Record, s_actor, position, contents)).Span.SequenceEqual(contents))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Contents_CutShortAnywhere_AreTorn() => Prop.ForAll<byte[]>(contents =>
    {
        var bytes = RecordEnvelope.Seal(EnvelopeKind.Record, s_actor, 5, contents);
        return Enumerable.Range(0, bytes.Length).All(length => State(bytes[..length]) == EnvelopeState.Torn);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Contents_WithAnyBitTurned_AreNotWhole() => Prop.ForAll<byte[]>(contents =>
    {
        var bytes = RecordEnvelope.Seal(EnvelopeKind.Record, s_actor, 5, contents);
        return Enumerable.Range(0, bytes.Length * 8).All(bit =>
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var state = State(bytes);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            return state != EnvelopeState.Whole;
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Contents_WithBytesChanged_AreCorruptNotTorn() => Prop.ForAll<byte[], PositiveInt>((contents, at) =>
    {
        var bytes = RecordEnvelope.Seal(EnvelopeKind.Record, s_actor, 5, contents);
        if (contents.Length > 0)
        {
            bytes[RecordEnvelope.HeaderSize + (at.Get % contents.Length)] ^= 0x55;
        }

        return State(bytes) == (contents.Length > 0 ? EnvelopeState.Corrupt : EnvelopeState.Whole) && State([.. bytes, 0]) == EnvelopeState.Corrupt;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Contents_InAnotherPlace_AreCorrupt() => Prop.ForAll<byte[], long, int>((contents, position, other) =>
    {
        var bytes = RecordEnvelope.Seal(EnvelopeKind.Record, s_actor, position, contents);
        return RecordEnvelope.Inspect(EnvelopeKind.Record, s_actor, position + 1, bytes) == EnvelopeState.Corrupt
            && RecordEnvelope.Inspect(EnvelopeKind.Checkpoint, s_actor, position, bytes) == EnvelopeState.Corrupt
            && (other == 7 || RecordEnvelope.Inspect(EnvelopeKind.Record, Actor(other), position, bytes) == EnvelopeState.Corrupt);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Checksum_OfKnownText_IsTheStandardOne()
    {
        var crc = new Crc32C();
        crc.Add("123456789"u8);

        Assert.Equal(0xE3069283u, crc.Value);
    }

    [Fact]
    public void Open_DamagedRecord_NamesActorAndPosition()
    {
        var bytes = RecordEnvelope.Seal(EnvelopeKind.Record, s_actor, 42, "abc"u8);
        bytes[^1]++;

        var refusal = Assert.Throws<JournalCorruptException>(() => RecordEnvelope.Open(EnvelopeKind.Record, s_actor, 42, bytes));

        Assert.Equal((s_actor, 42), (refusal.ActorId, refusal.Position));
        Assert.Equal($"The record at position 42 in the journal of the actor {s_actor} is damaged: its checksum is wrong; the actor is not rebuilt from it.", refusal.Message);
    }

    [Fact]
    public void Open_LaterFormat_IsRefusedWithItsVersion()
    {
        var bytes = RecordEnvelope.Seal(EnvelopeKind.Checkpoint, s_actor, 42, "abc"u8);
        bytes[0] = 9;

        var refusal = Assert.Throws<JournalCorruptException>(() => RecordEnvelope.Open(EnvelopeKind.Checkpoint, s_actor, 42, bytes));

        Assert.Contains("The checkpoint at position 42", refusal.Message);
        Assert.Contains("format version 9, and this version of RayAkka reads version 2", refusal.Message);
    }

    private static EnvelopeState State(byte[] bytes) => RecordEnvelope.Inspect(EnvelopeKind.Record, s_actor, 5, bytes);
}
