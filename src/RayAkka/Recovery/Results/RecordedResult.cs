namespace RayAkka.Recovery.Results;

/// <summary>A large result that its caller has and that may be asked for again.</summary>
internal readonly record struct RecordedResult(CallerId Caller, long Index, ObjectRef Result);
