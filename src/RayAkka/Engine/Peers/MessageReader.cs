using RayAkka.Actors;
using RayAkka.Handoff;
using RayAkka.Head;
using RayAkka.Objects;
using RayAkka.Recovery.Results;
using RayAkka.Wire;

namespace RayAkka.Engine.Peers;

/// <summary>Reads the messages between processes.</summary>
internal sealed class MessageReader(Peer peer, Decoding decoding)
{
    private readonly ReceivedCallers _callers = new(peer.Runtime);

    /// <summary>Reads one message; null if it was answered here because what it asks for cannot be read.</summary>
    public object? Read(WireReader r)
    {
        var kind = (MessageKind)r.Byte();
        switch (kind)
        {
            case MessageKind.CallActor:
                return ReadCallActor(r);
            case MessageKind.CallAnswered:
                return new CallAnswered((long)r.Varint(), (long)r.Varint(), decoding.Outcome(r));
            case MessageKind.StreamItem:
                return new StreamItemMade((long)r.Varint(), (long)r.Varint(), (long)r.Varint(), decoding.Outcome(r));
            case MessageKind.StartActor:
                return ReadStartActor(r);
            case MessageKind.RunTask:
                return ReadRunTask(r);
            case MessageKind.TaskEnded:
                var number = (long)r.Varint();
                return new TaskEnded(number, decoding.Outcome(r), ReadError(r));
            case MessageKind.ActorFailed:
                return new ActorFailed((long)r.Varint(), ReadError(r) ?? throw new WireFormatException("A failure without an error."));
            case MessageKind.ActorStopped:
                return new ActorStopped((long)r.Varint(), r.Text(), ReadError(r));
            case MessageKind.ActorNews:
                return new ActorNews(r.Actor(), r.Signed(), ActorInfoWire.ReadState(r), r.Int(), r.Node(), ReadError(r) as ActorDiedException, ReadLoss(r));
            case MessageKind.ActorCrashed:
                return new ActorCrashed((long)r.Varint(), r.Text(), ReadError(r));
            case MessageKind.Head:
                return new HeadPost(Head.HeadMessage.Read(r));
            case MessageKind.ResultWanted:
                return new ResultWanted((long)r.Varint(), r.Actor(), CallerWire.Read(r), (long)r.Varint(), decoding.IncomingTypes.ReadValueType(r, decoding.Types));
            case MessageKind.ResultBrought:
                return new ResultBrought((long)r.Varint(), decoding.ReadRef(r));
            case MessageKind.KeepCopy:
                return decoding.ReadRef(r) is IBorrowedRef borrowed ? new KeepCopy((ObjectRef)borrowed) : throw new WireFormatException("A copy is to be kept of no object of the sender.");
            case MessageKind.CopyOffered:
                return new CopyOffered(r.Node(), r.Varint(), r.Bool() ? decoding.ReadRef(r) : null);
            case MessageKind.ObjectCompleted:
                ReadObjectCompleted(r);
                return null;
            default:
                return ReadSmall(r, kind);
        }
    }

    private static object ReadSmall(WireReader r, MessageKind kind) => kind switch
    {
        MessageKind.Bequeath => new Bequeath(Testament.Read(r)),
        MessageKind.BequestChanged => new BequestChanged(r.Actor(), r.Varint(), r.Int(), r.Bool()),
        MessageKind.BequestEnded => new BequestEnded(r.Actor()),
        MessageKind.ActorAdopted => new ActorAdopted(ActorDescription.Read(r), r.Node(), r.Varint()),
        MessageKind.CellFound => new CellFound(r.Actor(), r.Varint(), r.Int(), r.Int(), r.Bool()),
        MessageKind.AttachActor => new AttachActor((long)r.Varint(), r.Actor(), r.Int()),
        MessageKind.ProvideCreation => new ProvideCreation(r.Actor(), r.Bytes().ToArray()),
        MessageKind.OpenRoute => new OpenRoute((long)r.Varint(), r.Actor(), r.Int()),
        MessageKind.LeaveRoute => new LeaveRoute((long)r.Varint()),
        MessageKind.WaitsAsked => new WaitsAsked((long)r.Varint()),
        MessageKind.WaitsTold => new WaitsTold((long)r.Varint(), ReadFacts(r)),
        MessageKind.ActorsAsked => new ActorsAsked((long)r.Varint()),
        MessageKind.ActorsTold => new ActorsTold((long)r.Varint(), r.List(ActorInfoWire.Smallest, ActorInfoWire.Read)),
        MessageKind.StopCall => new StopCall((long)r.Varint(), r.Fixed64(), (long)r.Varint(), ReadCancellation(r), r.Bool()),
        MessageKind.StopTask => new StopTask((long)r.Varint(), ReadCancellation(r), r.Bool()),
        MessageKind.CancelObject => new CancelObject(r.Varint(), r.Bool()),
        MessageKind.KillActor => new KillActor((long)r.Varint(), r.Bool()),
        MessageKind.TaskRefused => new TaskRefused((long)r.Varint()),
        MessageKind.ActorStarted => new ActorStarted((long)r.Varint()),
        MessageKind.ActorRefused => new ActorRefused((long)r.Varint()),
        MessageKind.ActorExiting => new ActorExiting((long)r.Varint(), ReadReason(r)),
        MessageKind.ActorEnded => new ActorEnded((long)r.Varint()),
        MessageKind.RouteClosed => new RouteClosed((long)r.Varint()),
        MessageKind.BorrowActor => new BorrowActor(r.Actor(), r.Bool(), r.Node(), r.Varint()),
        MessageKind.ReleaseActor => new ReleaseActor(r.Actor(), (long)r.Varint()),
        MessageKind.AskActor => new AskActor(r.Actor()),
        MessageKind.EndActor => new EndActor(r.Actor(), r.Bool()),
        MessageKind.ActorReleased => new ActorReleased(r.Actor(), r.Bool()),
        MessageKind.BorrowObject => new BorrowObject(r.Varint(), r.Node(), r.Varint()),
        MessageKind.ReleaseObject => new ReleaseObject(r.Varint(), (long)r.Varint()),
        MessageKind.ObjectMissing => new ObjectMissing(r.Varint(), r.Node()),
        MessageKind.HoldResults => new HoldResults(r.Actor(), r.Bool()),
        MessageKind.CopyKept => new CopyKept(r.Varint(), r.Bool()),
        MessageKind.DropCopy => new DropCopy(r.Varint()),
        MessageKind.CopyWanted => new CopyWanted(r.Node(), r.Varint()),
        MessageKind.LoanSettled => new LoanSettled(r.Varint()),
        MessageKind.TakeRetry => new TakeRetry((long)r.Varint(), (long)r.Varint()),
        MessageKind.RetryTaken => new RetryTaken((long)r.Varint(), (long)r.Varint(), r.Bool()),
        MessageKind.StreamDemand => new StreamDemand((long)r.Varint(), (long)r.Varint(), (long)r.Varint()),
        MessageKind.StreamStopped => new StreamStopped((long)r.Varint(), (long)r.Varint()),
        MessageKind.HoldsRecords => new HoldsRecords(CallerWire.Read(r)),
        MessageKind.RecordsOver => new RecordsOver(ReadEnded(r)),
        MessageKind.CallsAsked => new CallsAsked(ReadCallers(r)),
        MessageKind.CallsAnswered => new CallsAnswered(ReadCallers(r)),
        MessageKind.RoomAsked => new RoomAsked(r.Actor(), r.Int()),
        MessageKind.RoomGranted => new RoomGranted(r.Actor(), r.Int(), r.Bool(), r.Bool()),
        MessageKind.RoomRecalled => new RoomRecalled(r.Actor()),
        MessageKind.RoomReturned => new RoomReturned(r.Actor(), r.Int(), r.Bool()),
        MessageKind.RoomClaimed => new RoomClaimed(r.Actor(), r.Int()),
        MessageKind.StragglersAsked => new StragglersAsked(r.Actor(), r.Node()),
        MessageKind.StragglersGone => new StragglersGone(r.Actor(), r.Node()),
        _ => throw new WireFormatException($"A message has the unknown kind {(byte)kind}."),
    };

    private static ExitReason ReadReason(WireReader r) =>
        (ExitReason)r.Byte() is var reason && Enum.IsDefined(reason) ? reason : throw new WireFormatException("An actor exits for an unknown reason.");

    private static CancellationReason ReadCancellation(WireReader r) =>
        (CancellationReason)r.Byte() is var reason && Enum.IsDefined(reason) ? reason : throw new WireFormatException("A call is cancelled for an unknown reason.");

    private static Cycles.WaitFact[] ReadFacts(WireReader r)
    {
        var facts = new Cycles.WaitFact[r.Count()];
        for (var i = 0; i < facts.Length; i++)
        {
            facts[i] = Cycles.WaitFact.Read(r);
        }

        return facts;
    }

    private static Recovery.EndedTask[] ReadEnded(WireReader r)
    {
        var tasks = new Recovery.EndedTask[r.Count()];
        for (var i = 0; i < tasks.Length; i++)
        {
            tasks[i] = new Recovery.EndedTask(CallerWire.Read(r), r.Bool());
        }

        return tasks;
    }

    private static Recovery.CallerId[] ReadCallers(WireReader r)
    {
        var callers = new Recovery.CallerId[r.Count()];
        for (var i = 0; i < callers.Length; i++)
        {
            callers[i] = CallerWire.Read(r);
        }

        return callers;
    }

    private static Job ReadJob(WireReader r) => new(new JobId(r.Fixed64(), r.Fixed64()), r.Text());

    private CallActor? ReadCallActor(WireReader r)
    {
        var route = (long)r.Varint();
        var number = (long)r.Varint();
        var answered = (long)r.Varint();
        try
        {
            return new CallActor(route, number, ReadActorCall(r, route), answered);
        }
        catch (Exception e)
        {
            peer.Send(new CallAnswered(route, number, Unreadable("The call", e)));
            return null;
        }
    }

    private ObjectRef ReadActorCall(WireReader r, long route)
    {
        switch ((ActorCallForm)r.Byte())
        {
            case ActorCallForm.Call:
                return ReadCall(r, peer.Service?.JobOf(route));

            case ActorCallForm.End:
                return new ActorTermination { Reason = ReadReason(r), Caller = peer.Runtime.Driver };

            case ActorCallForm.Reply:
                var caller = CallerWire.Read(r);
                var index = (long)r.Varint();
                return ReplyRequest.Make(decoding.IncomingTypes.ReadValueType(r, decoding.Types), peer.Runtime, caller, index);

            default:
                throw new WireFormatException("What goes to an actor has an unknown form.");
        }
    }

    private StartActor? ReadStartActor(WireReader r)
    {
        var route = (long)r.Varint();
        var actor = r.Actor();
        var spec = ActorSpec.Read(r);
        var grant = Head.GrantWire.Read(r);
        var incarnation = r.Int();
        var isReader = r.Bool();
        var job = ReadJob(r);
        try
        {
            var creation = ReadCall(r, job);
            return new StartActor(route, actor, spec, creation, peer.Runtime.Adopt(grant, peer.Id), incarnation, job, isReader);
        }
        catch (Exception e)
        {
            peer.Runtime.Discard(grant, peer.Id);
            peer.Send(new ActorFailed(route, e));
            peer.Send(new ActorEnded(route));
            return null;
        }
    }

    private RunTask? ReadRunTask(WireReader r)
    {
        var number = (long)r.Varint();
        var grant = Head.GrantWire.Read(r);
        var job = ReadJob(r);
        try
        {
            var call = ReadCall(r, job);
            if (call.Extras is { MayRunAgain: true } extras)
            {
                extras.NamesItsCalls = true;
            }

            return new RunTask(number, call, peer.Runtime.Adopt(grant, peer.Id), job);
        }
        catch (Exception e)
        {
            peer.Runtime.Discard(grant, peer.Id);
            peer.Send(new TaskEnded(number, Unreadable("The call", e), e));
            return null;
        }
    }

    private void ReadObjectCompleted(WireReader r)
    {
        var number = r.Varint();
        if (peer.Runtime.Objects.FindBorrowed(peer.Id, number) is { } reference)
        {
            decoding.Outcome(r).ApplyTo(reference);
        }
        else
        {
            decoding.Drop(r);
        }
    }

    private static FailedOutcome Unreadable(string what, Exception e) =>
        new(new RayTaskException($"{what} could not be read by the node that it was sent to: {e.Message}", e));

    private ObjectRef ReadCall(WireReader r, Job? job)
    {
        var header = CallHeader.Read(r, decoding);
        var call = CallWire.Read(r, decoding);
        call.Caller = _callers.Of(header.Caller, job ?? peer.Runtime.Job, header.Logical);
        call.CallIndex = header.Index;
        call.Extras = header.Extras;
        call.Stream?.Open(header.Window);
        if (header.Logical is { } logical && header.Hash != 0)
        {
            (call.Extras ??= new Tasks.CallExtras()).Identity = new Recovery.CallIdentity(
                logical.Id, logical.Owner, header.Hash, header.Acknowledged, header.Epoch, logical.OutlivesOwner);
        }

        if (header.TimeLeft is { } left)
        {
            (call.Extras ??= new Tasks.CallExtras()).StartTimeout(call, left, peer.Runtime.Time, header.IsTimeInherited);
        }

        peer.Runtime.Telemetry.OnReceived(call, header.Trace);
        return call;
    }

    private ActorLoss? ReadLoss(WireReader r) => r.Bool() ? new ActorLoss(ActorInfoWire.ReadCause(r), r.Text(), ReadError(r)) : null;

    private Exception? ReadError(WireReader r) => r.Bool() ? ErrorWire.Read(r, decoding) : null;
}
