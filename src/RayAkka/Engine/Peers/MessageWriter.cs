using RayAkka.Actors;
using RayAkka.Head;
using RayAkka.Recovery.Results;
using RayAkka.Wire;

namespace RayAkka.Engine.Peers;

/// <summary>Writes the messages between processes. What each holds, and in which order, is part of the wire contract.</summary>
internal static partial class MessageWriter
{
    public static void Write(WireWriter w, object message, Encoding encoding)
    {
        switch (message)
        {
            case CallActor m:
                Kind(w, MessageKind.CallActor);
                w.Varint((ulong)m.Route);
                w.Varint((ulong)m.Number);
                w.Varint((ulong)m.Answered);
                WriteActorCall(w, m.Call, encoding);
                break;

            case CallAnswered m:
                Kind(w, MessageKind.CallAnswered);
                w.Varint((ulong)m.Route);
                w.Varint((ulong)m.Number);
                WriteOutcome(w, m.Outcome, encoding);
                break;

            case StreamItemMade m:
                Route(w, MessageKind.StreamItem, m.Route);
                w.Varint((ulong)m.Number);
                w.Varint((ulong)m.Index);
                WriteOutcome(w, m.Outcome, encoding);
                break;

            case StartActor m:
                Kind(w, MessageKind.StartActor);
                w.Varint((ulong)m.Route);
                w.Actor(m.Actor);
                m.Spec.Write(w);
                Head.GrantWire.Of(m.Grant!).Write(w);
                w.Int(m.Incarnation);
                w.Bool(m.IsReader);
                WriteJob(w, m.Job);
                WriteCall(w, m.Creation, encoding);
                break;

            case RunTask m:
                Kind(w, MessageKind.RunTask);
                w.Varint((ulong)m.Number);
                Head.GrantWire.Of(m.Grant!).Write(w);
                WriteJob(w, m.Job);
                WriteCall(w, m.Call, encoding);
                break;

            case TaskEnded m:
                Kind(w, MessageKind.TaskEnded);
                w.Varint((ulong)m.Number);
                WriteError(w, m.Failure, encoding);
                if (m.Failure is null)
                {
                    WriteOutcome(w, m.Outcome, encoding);
                }

                break;

            case ActorFailed m:
                Kind(w, MessageKind.ActorFailed);
                w.Varint((ulong)m.Route);
                WriteError(w, m.Thrown, encoding);
                break;

            case ActorStopped m:
                Kind(w, MessageKind.ActorStopped);
                w.Varint((ulong)m.Route);
                w.String(m.Reason);
                WriteError(w, m.Cause, encoding);
                break;

            case ActorNews m:
                Kind(w, MessageKind.ActorNews);
                w.Actor(m.Actor);
                w.Signed(m.Version);
                w.Byte((byte)m.State);
                w.Int(m.Incarnation);
                w.Node(m.Node);
                WriteError(w, m.Death, encoding);
                WriteLoss(w, m.Loss, encoding);
                break;

            case ObjectCompleted m:
                Kind(w, MessageKind.ObjectCompleted);
                w.Varint(m.Number);
                encoding.WriteOutcome(w, m.Object);
                break;

            case ResultWanted m:
                Route(w, MessageKind.ResultWanted, m.Number);
                w.Actor(m.Actor);
                CallerWire.Write(w, m.Caller);
                w.Varint((ulong)m.Index);
                encoding.OutgoingTypes.Write(w, m.ResultType);
                break;

            case ResultBrought m:
                Route(w, MessageKind.ResultBrought, m.Number);
                encoding.WriteRef(w, m.Result);
                break;

            case KeepCopy m:
                Kind(w, MessageKind.KeepCopy);
                encoding.WriteRef(w, m.Object);
                break;

            case CopyOffered m:
                Kind(w, MessageKind.CopyOffered);
                w.Node(m.Owner);
                w.Varint(m.Number);
                w.Bool(m.Object is not null);
                if (m.Object is { } copy)
                {
                    encoding.WriteRef(w, copy);
                }

                break;

            case WaitsAsked m:
                Route(w, MessageKind.WaitsAsked, m.Search);
                break;

            case WaitsTold m:
                Route(w, MessageKind.WaitsTold, m.Search);
                w.Varint((ulong)m.Facts.Count);
                foreach (var fact in m.Facts)
                {
                    fact.Write(w);
                }

                break;

            case ActorsAsked m:
                Route(w, MessageKind.ActorsAsked, m.Listing);
                break;

            case ActorsTold m:
                Route(w, MessageKind.ActorsTold, m.Listing);
                w.List(m.Actors, ActorInfoWire.Write);
                break;

            case ActorCrashed m:
                Route(w, MessageKind.ActorCrashed, m.Route);
                w.String(m.Reason);
                WriteError(w, m.Error, encoding);
                break;

            case HeadPost m:
                Kind(w, MessageKind.Head);
                m.Message.Write(w);
                break;

            default:
                if (!HandoffWriter.TryWrite(w, message))
                {
                    WriteSmall(w, message);
                }

                break;
        }
    }

    // The request to end, and that for a reply of before, stand among the calls, but are none of the user's.
    private static void WriteActorCall(WireWriter w, ObjectRef call, Encoding encoding)
    {
        switch (call)
        {
            case ActorTermination termination:
                w.Byte((byte)ActorCallForm.End);
                w.Byte((byte)termination.Reason);
                break;

            case IReplyRequest request:
                w.Byte((byte)ActorCallForm.Reply);
                CallerWire.Write(w, request.Of);
                w.Varint((ulong)request.Index);
                encoding.OutgoingTypes.Write(w, call.ObjectType);
                break;

            default:
                w.Byte((byte)ActorCallForm.Call);
                WriteCall(w, call, encoding);
                break;
        }
    }

    private static void WriteCall(WireWriter w, ObjectRef call, Encoding encoding)
    {
        CallHeader.Write(w, call, encoding);
        CallWire.Write(w, call, encoding);
    }

    private static void WriteOutcome(WireWriter w, ICallOutcome outcome, Encoding encoding)
    {
        if (outcome is FailedOutcome failed)
        {
            w.Byte((byte)OutcomeForm.Failed);
            ErrorWire.Write(w, failed.Error, encoding);
        }
        else
        {
            encoding.WriteOutcome(w, ((SharedOutcome)outcome).Copy);
        }
    }

    private static void WriteError(WireWriter w, Exception? error, Encoding encoding)
    {
        w.Bool(error is not null);
        if (error is not null)
        {
            ErrorWire.Write(w, error, encoding);
        }
    }

    private static void WriteLoss(WireWriter w, ActorLoss? loss, Encoding encoding)
    {
        w.Bool(loss is not null);
        if (loss is not null)
        {
            w.Byte((byte)loss.Cause);
            w.String(loss.Reason);
            WriteError(w, loss.Error, encoding);
        }
    }

    private static void WriteJob(WireWriter w, Job job)
    {
        w.Fixed64(job.Id.High);
        w.Fixed64(job.Id.Low);
        w.String(job.Namespace);
    }

    private static void Kind(WireWriter w, MessageKind kind) => w.Byte((byte)kind);

    private static void Route(WireWriter w, MessageKind kind, long route)
    {
        Kind(w, kind);
        w.Varint((ulong)route);
    }

    private static void Actor(WireWriter w, MessageKind kind, ActorId actor)
    {
        Kind(w, kind);
        w.Actor(actor);
    }
}
