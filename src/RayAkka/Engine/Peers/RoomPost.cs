using RayAkka.Actors;

namespace RayAkka.Engine.Peers;

/// <summary>Takes what is said about the room in mailboxes to those whom it concerns. Of an actor that is dead nobody cares any more.</summary>
internal static class RoomPost
{
    /// <summary>Takes a message; false if it is about something else.</summary>
    public static bool OnMessage(RayRuntime runtime, NodeId from, object message)
    {
        switch (message)
        {
            case RoomAsked asked:
                Book(runtime, asked.Actor)?.OnAsked(from, asked.Count);
                return true;

            case RoomGranted granted:
                Credit(runtime, granted.Actor)?.OnGranted(granted);
                return true;

            case RoomRecalled recalled:
                Credit(runtime, recalled.Actor)?.OnRecalled();
                return true;

            case RoomReturned returned:
                Book(runtime, returned.Actor)?.OnReturned(from, returned.Count, returned.IsAnswer);
                return true;

            case RoomClaimed claimed:
                Book(runtime, claimed.Actor)?.OnClaimed(from, claimed.Count);
                return true;

            case StragglersAsked asked:
                Ask(runtime, from, asked);
                return true;

            case StragglersGone gone:
                Book(runtime, gone.Actor)?.OnStragglersGone(gone.Process);
                return true;

            default:
                return false;
        }
    }

    private static void Ask(RayRuntime runtime, NodeId from, StragglersAsked asked)
    {
        void Answer() => runtime.Peers.Tell(from, new StragglersGone(asked.Actor, asked.Process));
        if (runtime.OwnHost?.FindCell(asked.Actor)?.Callers is not { } callers)
        {
            Answer();
            return;
        }

        if (runtime.Peers.IsGone(asked.Process))
        {
            callers.Lose(asked.Process);
        }

        callers.WhenGone(asked.Process, Answer);
    }

    private static OwnedRoom? Book(RayRuntime runtime, ActorId actor) => runtime.Actors.FindOwned(actor)?.Admission?.Room as OwnedRoom;

    private static BorrowedRoom? Credit(RayRuntime runtime, ActorId actor) => runtime.Actors.FindBorrowed(actor)?.Admission?.Room as BorrowedRoom;
}
