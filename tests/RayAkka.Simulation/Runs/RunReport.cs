namespace RayAkka.Simulation.Runs;

/// <summary>What one run came to.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Scenario">What the seed made of it.</param>
/// <param name="Hash">A hash of everything that happened.</param>
/// <param name="Steps">How many steps it took.</param>
/// <param name="Calls">How many calls were made.</param>
/// <param name="Incarnations">How many objects of actors were made.</param>
/// <param name="LostNodes">How many nodes were lost or left.</param>
/// <param name="Reruns">How many runs of calls were not the first.</param>
/// <param name="Broken">The law that was broken; null if none was.</param>
internal sealed record RunReport(ulong Seed, Scenario Scenario, ulong Hash, long Steps, int Calls, int Incarnations, int LostNodes, int Reruns, string? Broken)
{
    public override string ToString() => Broken is null
        ? $"seed {Seed}: {Steps} steps, {Calls} calls, hash {Hash:x16}"
        : $"seed {Seed} breaks a law after {Steps} steps: {Broken}{Environment.NewLine}{Scenario}{Environment.NewLine}" +
          $"Replay it: dotnet run --project tests/RayAkka.Simulation -- --from {Seed} --seeds 1 --verbose";
}
