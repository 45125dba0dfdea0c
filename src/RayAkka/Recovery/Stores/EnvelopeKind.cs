namespace RayAkka.Recovery.Stores;

/// <summary>What is in an envelope. The numbers are part of the stored format.</summary>
internal enum EnvelopeKind : byte
{
    /// <summary>A record of a log.</summary>
    Record = 1,

    /// <summary>The state of a checkpoint.</summary>
    Checkpoint = 2,

    /// <summary>The description of a detached actor.</summary>
    Actor = 3,
}
