namespace RayAkka.Examples.Placement;

/// <summary>Where an actor lives.</summary>
public sealed record Address(int Bundle, NodeId Node, int[] Gpus);
