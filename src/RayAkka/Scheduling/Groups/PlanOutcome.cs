namespace RayAkka.Scheduling;

/// <summary>How a search for places ended.</summary>
internal enum PlanOutcome
{
    /// <summary>There are places for all.</summary>
    Found,

    /// <summary>There are none: everything was tried.</summary>
    None,

    /// <summary>None was found before the search became too long.</summary>
    GaveUp,
}
