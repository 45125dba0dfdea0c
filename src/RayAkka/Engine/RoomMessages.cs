using RayAkka.Actors;

namespace RayAkka.Engine;

/// <summary>To an actor's owner: this process wants room for so many more calls in the mailbox. See <see cref="MailboxRoom"/> about all of these.</summary>
internal sealed record RoomAsked(ActorId Actor, int Count);

/// <summary>From an actor's owner: room, whether it may be kept when its call has ended, and whether there is no more now.</summary>
internal sealed record RoomGranted(ActorId Actor, int Count, bool Keeps, bool IsFull);

/// <summary>From an actor's owner: others want room; give back what is not used.</summary>
internal sealed record RoomRecalled(ActorId Actor);

/// <summary>To an actor's owner: room that is not used any more, maybe none; whether that answers a recall.</summary>
internal sealed record RoomReturned(ActorId Actor, int Count, bool IsAnswer);

/// <summary>To the process that has taken an actor over: the room that the former owner had granted to this one.</summary>
internal sealed record RoomClaimed(ActorId Actor, int Count);

/// <summary>To an incarnation's node: tell when that process is lost and none of its calls is left.</summary>
internal sealed record StragglersAsked(ActorId Actor, NodeId Process);

/// <summary>From an incarnation's node: that process is lost, and none of its calls is left.</summary>
internal sealed record StragglersGone(ActorId Actor, NodeId Process);
