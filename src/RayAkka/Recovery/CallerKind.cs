namespace RayAkka.Recovery;

/// <summary>What a caller's identity lasts as long as. The numbers stand on the wire and in journals.</summary>
internal enum CallerKind : byte
{
    /// <summary>A driver, or an incarnation that is not replayed: when it is gone nobody makes its calls again.</summary>
    Volatile = 0,

    /// <summary>A task over all its attempts.</summary>
    Task = 1,

    /// <summary>A replayed actor over all its incarnations.</summary>
    Actor = 2,
}
