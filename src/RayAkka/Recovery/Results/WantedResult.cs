namespace RayAkka.Recovery.Results;

/// <summary>A question to the owner of an actor that has ended, not answered yet.</summary>
internal sealed record WantedResult(NodeId Owner, Type ResultType, Action<ObjectRef> Then);
