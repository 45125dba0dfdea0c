namespace RayAkka.Simulation.Workloads;

/// <summary>Everything that an account is.</summary>
public sealed class AccountState
{
    /// <summary>The calls that have taken effect, in order.</summary>
    public List<int> Applied { get; init; } = [];

    public long Balance { get; set; } = World.StartBalance;

    /// <summary>A hash of all that has happened to it.</summary>
    public int Digest { get; set; } = 17;
}
