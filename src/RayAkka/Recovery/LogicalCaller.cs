namespace RayAkka.Recovery;

/// <summary>A caller that outlives its frame: what its work calls is called again, by the same names, when its work is done again.</summary>
/// <param name="Id">The identity.</param>
/// <param name="Owner">The node of the process that decides whether it is done again. When that process is gone it never is, unless the caller outlives it.</param>
/// <param name="OutlivesOwner">Whether another process decides then: the caller is a detached actor.</param>
internal sealed record LogicalCaller(CallerId Id, NodeId Owner, bool OutlivesOwner = false);
