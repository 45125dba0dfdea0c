namespace RayAkka.Simulation.Engine;

/// <summary>A run did what the runtime promises never to do.</summary>
internal sealed class LawBrokenException(string message) : Exception(message);
