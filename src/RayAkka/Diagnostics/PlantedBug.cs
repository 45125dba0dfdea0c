namespace RayAkka.Diagnostics;

/// <summary>
/// Mistakes that the runtime makes when it is told to: the tests of the simulation show by them that the simulation would notice. Each stands where
/// the runtime comes only seldom, or where it does much else.
/// </summary>
internal enum PlantedBug
{
    None,

    /// <summary>A link delivers an envelope again that has come before.</summary>
    LinkRepeats,

    /// <summary>A call that is made again runs again.</summary>
    NoDeduplication,

    /// <summary>A new call runs while the journal is replayed.</summary>
    NewCallDuringReplay,

    /// <summary>A call runs, and is answered, before it stands in the journal.</summary>
    AcknowledgeBeforeAppend,

    /// <summary>A checkpoint does not hold the replies that were not acknowledged.</summary>
    CheckpointWithoutReplies,

    /// <summary>Each incarnation of a replayed actor calls under a name of its own.</summary>
    NewIdentity,

    /// <summary>The journal takes what an old incarnation writes.</summary>
    NoFencing,
}
