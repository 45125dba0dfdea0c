namespace RayAkka.Recovery;

/// <summary>A call that an incarnation has begun. The call is its own record: while it runs it is pending, afterwards it holds its outcome.</summary>
internal readonly record struct RecordedCall(long Index, ulong Hash, ObjectRef Call);
