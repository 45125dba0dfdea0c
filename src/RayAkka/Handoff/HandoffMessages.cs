using RayAkka.Actors;

namespace RayAkka.Handoff;

/// <summary>To a node: this is what you must know should this process be gone.</summary>
internal sealed record Bequeath(Testament Testament);

/// <summary>To a node that has a testament: how far the actor's life has come.</summary>
internal sealed record BequestChanged(ActorId Actor, ulong Epoch, int Restarts, bool HasBegun);

/// <summary>To a node that has a testament: the actor is dead for good.</summary>
internal sealed record BequestEnded(ActorId Actor);

/// <summary>To everybody: this process runs the actor's life from here on, because the one that did is gone.</summary>
internal sealed record ActorAdopted(ActorDescription About, NodeId Former, ulong Epoch);

/// <summary>From a node: what it knows of an actor that was adopted. The incarnation is the one that lives or ended there; -1 for none.</summary>
internal sealed record CellFound(ActorId Actor, ulong Epoch, int Incarnation, int Restarts, bool HasBegun);

/// <summary>To a node: the news of that incarnation go over this route from here on, those that had nobody to go to first.</summary>
internal sealed record AttachActor(long Route, ActorId Actor, int Incarnation);

/// <summary>From the process that created an actor to the one that runs its life: the arguments of its constructor are there.</summary>
internal sealed record ProvideCreation(ActorId Actor, byte[] Creation);
