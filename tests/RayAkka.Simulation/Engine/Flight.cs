using RayAkka.Engine;

namespace RayAkka.Simulation.Engine;

/// <summary>An envelope on its way.</summary>
/// <param name="From">Who sent it.</param>
/// <param name="To">Where it goes.</param>
/// <param name="Envelope">What it is.</param>
/// <param name="At">The time, in ticks, before which it does not arrive.</param>
internal sealed record Flight(NodeId From, NodeId To, Envelope Envelope, long At);
