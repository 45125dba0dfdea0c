namespace RayAkka;

/// <summary>How the bundles of a placement group lie to each other. The numbers are part of the wire format.</summary>
public enum PlacementStrategy
{
    /// <summary>On as few nodes as can be. The default.</summary>
    Pack = 0,

    /// <summary>On as many nodes as can be.</summary>
    Spread = 1,

    /// <summary>All on one node, or the group waits.</summary>
    StrictPack = 2,

    /// <summary>Each on a node of its own, or the group waits.</summary>
    StrictSpread = 3,
}
