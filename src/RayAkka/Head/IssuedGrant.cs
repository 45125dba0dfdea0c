using RayAkka.Scheduling;

namespace RayAkka.Head;

/// <summary>A grant in the books of the head.</summary>
/// <param name="Grant">What it takes, and where.</param>
/// <param name="Requester">The node that asked for it.</param>
internal readonly record struct IssuedGrant(LedgerGrant Grant, NodeId Requester);
