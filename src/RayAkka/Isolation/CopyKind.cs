namespace RayAkka.Isolation;

/// <summary>What happens to an object of a given run-time type.</summary>
internal enum CopyKind
{
    /// <summary>Immutable: the object itself is passed on.</summary>
    Share,

    /// <summary>Copyable, and a flat clone is a full copy: everything it refers to is immutable.</summary>
    Clone,

    /// <summary>Copyable, and the clone's references must be replaced by copies.</summary>
    Graph,

    /// <summary>Cannot be passed on.</summary>
    Refuse,
}
