namespace RayAkka.Recovery.Stores;

/// <summary>A detached actor in the directory of a store: what it takes to find it by name, and to make it again, after the end of its process.</summary>
/// <param name="Id">Its id, under which its log stands.</param>
/// <param name="Namespace">The namespace of its name.</param>
/// <param name="Name">Its name; null if it has none.</param>
/// <param name="ClassName">Its class, for lists and errors.</param>
/// <param name="Description">The constructor call and the options, as the runtime wrote them.</param>
internal sealed record DurableActor(ActorId Id, string Namespace, string? Name, string ClassName, ReadOnlyMemory<byte> Description);
