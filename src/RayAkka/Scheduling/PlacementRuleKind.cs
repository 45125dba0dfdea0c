namespace RayAkka.Scheduling;

/// <summary>The numbers are part of the wire format.</summary>
internal enum PlacementRuleKind : byte
{
    Default,
    Spread,
    Affinity,
    Group,
}
