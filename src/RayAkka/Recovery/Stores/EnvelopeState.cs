namespace RayAkka.Recovery.Stores;

/// <summary>What a look at an envelope shows.</summary>
internal enum EnvelopeState
{
    /// <summary>It is as it was written.</summary>
    Whole,

    /// <summary>It ends too early.</summary>
    Torn,

    /// <summary>It is not what was written.</summary>
    Corrupt,

    /// <summary>A format of another version.</summary>
    Unknown,
}
