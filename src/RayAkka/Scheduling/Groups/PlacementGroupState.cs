namespace RayAkka;

/// <summary>Where a placement group stands. The numbers are part of the wire format.</summary>
public enum PlacementGroupState
{
    /// <summary>None of its bundles has a place yet.</summary>
    Pending = 0,

    /// <summary>All bundles have their places.</summary>
    Created = 1,

    /// <summary>Bundles were lost with their node and wait for new places; the others can be used.</summary>
    Rescheduling = 2,

    /// <summary>It was removed, or its job has ended.</summary>
    Removed = 3,
}
