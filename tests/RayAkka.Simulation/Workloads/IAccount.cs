namespace RayAkka.Simulation.Workloads;

/// <summary>What the laws look at in an account.</summary>
internal interface IAccount
{
    AccountState State { get; }
}
