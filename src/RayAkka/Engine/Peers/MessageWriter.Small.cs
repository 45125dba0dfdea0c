using RayAkka.Wire;

namespace RayAkka.Engine.Peers;

/// <content>The messages that are a few numbers.</content>
internal static partial class MessageWriter
{
    private static void WriteSmall(WireWriter w, object message)
    {
        switch (message)
        {
            case OpenRoute m:
                Kind(w, MessageKind.OpenRoute);
                w.Varint((ulong)m.Route);
                w.Actor(m.Actor);
                w.Int(m.Incarnation);
                break;

            case KillActor m:
                Route(w, MessageKind.KillActor, m.Route);
                w.Bool(m.Graceful);
                break;

            case ActorExiting m:
                Route(w, MessageKind.ActorExiting, m.Route);
                w.Byte((byte)m.Reason);
                break;

            case StopCall m:
                Route(w, MessageKind.StopCall, m.Route);
                w.Fixed64(m.Caller);
                w.Varint((ulong)m.Index);
                w.Byte((byte)m.Reason);
                w.Bool(m.Recursive);
                break;

            case StopTask m:
                Route(w, MessageKind.StopTask, m.Number);
                w.Byte((byte)m.Reason);
                w.Bool(m.Recursive);
                break;

            case CancelObject m:
                Kind(w, MessageKind.CancelObject);
                w.Varint(m.Number);
                w.Bool(m.Recursive);
                break;

            case LeaveRoute m:
                Route(w, MessageKind.LeaveRoute, m.Route);
                break;

            case TaskRefused m:
                Route(w, MessageKind.TaskRefused, m.Number);
                break;

            case ActorStarted m:
                Route(w, MessageKind.ActorStarted, m.Route);
                break;

            case ActorRefused m:
                Route(w, MessageKind.ActorRefused, m.Route);
                break;

            case ActorEnded m:
                Route(w, MessageKind.ActorEnded, m.Route);
                break;

            case RouteClosed m:
                Route(w, MessageKind.RouteClosed, m.Route);
                break;

            case BorrowActor m:
                Actor(w, MessageKind.BorrowActor, m.Actor);
                w.Bool(m.Strong);
                w.Node(m.Lender);
                w.Varint(m.Loan);
                break;

            case ReleaseActor m:
                Actor(w, MessageKind.ReleaseActor, m.Actor);
                w.Varint((ulong)m.Count);
                break;

            case AskActor m:
                Actor(w, MessageKind.AskActor, m.Actor);
                break;

            case EndActor m:
                Actor(w, MessageKind.EndActor, m.Actor);
                w.Bool(m.NoRestart);
                break;

            case ActorReleased m:
                Actor(w, MessageKind.ActorReleased, m.Actor);
                w.Bool(m.IsHeld);
                break;

            case BorrowObject m:
                Kind(w, MessageKind.BorrowObject);
                w.Varint(m.Number);
                w.Node(m.Lender);
                w.Varint(m.Loan);
                break;

            case ReleaseObject m:
                Kind(w, MessageKind.ReleaseObject);
                w.Varint(m.Number);
                w.Varint((ulong)m.Count);
                break;

            case ObjectMissing m:
                Kind(w, MessageKind.ObjectMissing);
                w.Varint(m.Number);
                w.Node(m.Holder);
                break;

            case HoldResults m:
                Actor(w, MessageKind.HoldResults, m.Actor);
                w.Bool(m.IsHeld);
                break;

            case CopyKept m:
                Kind(w, MessageKind.CopyKept);
                w.Varint(m.Number);
                w.Bool(m.IsKept);
                break;

            case DropCopy m:
                Kind(w, MessageKind.DropCopy);
                w.Varint(m.Number);
                break;

            case CopyWanted m:
                Kind(w, MessageKind.CopyWanted);
                w.Node(m.Owner);
                w.Varint(m.Number);
                break;

            case LoanSettled m:
                Kind(w, MessageKind.LoanSettled);
                w.Varint(m.Loan);
                break;

            case TakeRetry m:
                Route(w, MessageKind.TakeRetry, m.Route);
                w.Varint((ulong)m.Number);
                break;

            case RetryTaken m:
                Route(w, MessageKind.RetryTaken, m.Route);
                w.Varint((ulong)m.Number);
                w.Bool(m.IsGranted);
                break;

            case StreamDemand m:
                Route(w, MessageKind.StreamDemand, m.Route);
                w.Varint((ulong)m.Number);
                w.Varint((ulong)m.Limit);
                break;

            case StreamStopped m:
                Route(w, MessageKind.StreamStopped, m.Route);
                w.Varint((ulong)m.Number);
                break;

            case HoldsRecords m:
                Kind(w, MessageKind.HoldsRecords);
                CallerWire.Write(w, m.Task);
                break;

            case RecordsOver m:
                Kind(w, MessageKind.RecordsOver);
                w.Varint((ulong)m.Tasks.Count);
                foreach (var task in m.Tasks)
                {
                    CallerWire.Write(w, task.Task);
                    w.Bool(task.HasStragglers);
                }

                break;

            case CallsAsked m:
                Callers(w, MessageKind.CallsAsked, m.Callers);
                break;

            case CallsAnswered m:
                Callers(w, MessageKind.CallsAnswered, m.Callers);
                break;

            case RoomAsked m:
                Actor(w, MessageKind.RoomAsked, m.Actor);
                w.Int(m.Count);
                break;

            case RoomGranted m:
                Actor(w, MessageKind.RoomGranted, m.Actor);
                w.Int(m.Count);
                w.Bool(m.Keeps);
                w.Bool(m.IsFull);
                break;

            case RoomRecalled m:
                Actor(w, MessageKind.RoomRecalled, m.Actor);
                break;

            case RoomReturned m:
                Actor(w, MessageKind.RoomReturned, m.Actor);
                w.Int(m.Count);
                w.Bool(m.IsAnswer);
                break;

            case RoomClaimed m:
                Actor(w, MessageKind.RoomClaimed, m.Actor);
                w.Int(m.Count);
                break;

            case StragglersAsked m:
                Actor(w, MessageKind.StragglersAsked, m.Actor);
                w.Node(m.Process);
                break;

            case StragglersGone m:
                Actor(w, MessageKind.StragglersGone, m.Actor);
                w.Node(m.Process);
                break;

            default:
                throw new InvalidOperationException($"{message.GetType().Name} is no message between processes.");
        }
    }

    private static void Callers(WireWriter w, MessageKind kind, IReadOnlyList<Recovery.CallerId> callers)
    {
        Kind(w, kind);
        w.Varint((ulong)callers.Count);
        foreach (var caller in callers)
        {
            CallerWire.Write(w, caller);
        }
    }
}
