namespace RayAkka.Simulation.Runs;

/// <summary>Where the journals of a run are.</summary>
internal enum JournalPlace
{
    /// <summary>In memory, durable at once.</summary>
    Memory,

    /// <summary>In memory, behind a simulated store that takes its time.</summary>
    SlowMemory,

    /// <summary>Encoded, in a simulated store.</summary>
    Store,
}
