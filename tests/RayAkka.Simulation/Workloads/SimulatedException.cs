namespace RayAkka.Simulation.Workloads;

/// <summary>What user code throws by itself.</summary>
public sealed class SimulatedException(string message) : Exception(message);
