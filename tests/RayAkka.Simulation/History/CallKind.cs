namespace RayAkka.Simulation.History;

/// <summary>What a call does.</summary>
internal enum CallKind
{
    Increment,
    Slow,
    Flaky,
    Forward,
    Bear,
    Exit,
    Stay,
    Task,
    Add,
    Ask,
    Refuse,
    Rest,
    Pay,
    PayAll,
    Count,
}
