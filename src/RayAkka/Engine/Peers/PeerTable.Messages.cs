using RayAkka.Actors;
using RayAkka.Objects;

namespace RayAkka.Engine.Peers;

/// <content>What is said about actors and objects between their owner and those that borrow them.</content>
internal sealed partial class PeerTable
{
    /// <summary>A message has come from a peer.</summary>
    public void OnMessage(Peer peer, object message)
    {
        if (!peer.Connection.OnMessage(message) && peer.Service?.OnMessage(message) is not true)
        {
            OnMessage(peer.Id, message);
        }
    }

    private void OnMessage(NodeId from, object message)
    {
        switch (message)
        {
            case HeadPost post:
                _runtime.OnHeadMessage(from, post.Message);
                break;

            case BorrowActor borrow:
                if (_runtime.Actors.FindOwned(borrow.Actor) is { } lent)
                {
                    lent.Lend(from, borrow.Strong);
                    lent.TellNews(from);
                }
                else
                {
                    Tell(from, Ended(borrow.Actor));
                }

                SettleLoan(borrow.Lender, borrow.Loan);
                break;

            case ReleaseActor release:
                if (_runtime.Actors.FindOwned(release.Actor) is { } given)
                {
                    Tell(from, new ActorReleased(release.Actor, given.OnReleased(from, release.Count)));
                }
                else
                {
                    Tell(from, Ended(release.Actor));
                }

                break;

            case ActorReleased released:
                _runtime.Actors.FindBorrowed(released.Actor)?.OnReleased(released.IsHeld);
                break;

            case AskActor ask:
                if (_runtime.Actors.FindOwned(ask.Actor) is { } asked)
                {
                    asked.TellNews(from);
                }
                else
                {
                    Tell(from, Ended(ask.Actor));
                }

                break;

            case EndActor end:
                _runtime.Actors.FindOwned(end.Actor)?.Kill(end.NoRestart);
                break;

            case ActorNews news:
                _runtime.Actors.FindBorrowed(news.Actor)?.OnNews(news);
                if (news.State == ActorState.Dead)
                {
                    _runtime.Detached?.Forget(news.Actor);
                }

                break;

            case BorrowObject borrow:
                if (_runtime.Objects.LendAgain(borrow.Number, from))
                {
                    _runtime.Objects.TellWhenThere(borrow.Number, from, isNew: true);
                }
                else
                {
                    // Whoever passed it on has died before this came, and with it the last that was known to hold it.
                    Tell(from, new ObjectCompleted(borrow.Number, ObjectTable.Lost(_runtime, borrow.Lender)));
                }

                SettleLoan(borrow.Lender, borrow.Loan);
                break;

            case HoldResults hold:
                _runtime.Results.OnHeld(from, hold.Actor, hold.IsHeld);
                break;

            case ResultWanted wanted:
                _runtime.Results.OnWanted(from, wanted);
                break;

            case ResultBrought brought:
                _runtime.Results.OnBrought(brought);
                break;

            case KeepCopy keep:
                _runtime.Copies.OnKeep(from, keep);
                break;

            case CopyKept kept:
                _runtime.Copies.OnKept(from, kept);
                break;

            case DropCopy drop:
                _runtime.Copies.OnDrop(from, drop.Number);
                break;

            case CopyWanted wanted:
                // On another thread: a copy may be on disk.
                Execution.WorkerPool.Shared.Enqueue(() => _runtime.Copies.OnWanted(from, wanted));
                break;

            case CopyOffered offered:
                _runtime.Copies.OnOffered(from, offered);
                break;

            case ObjectMissing missing:
                Objects.Lineage.ObjectRecovery.OnMissing(_runtime, from, missing);
                break;

            case CancelObject cancel:
                if (_runtime.Objects.Find(cancel.Number) is { } cancelled)
                {
                    // On another thread: failing a ref runs what waits for it.
                    Execution.WorkerPool.Shared.Enqueue(() => Tasks.Cancellation.Cancel(cancelled, cancel.Recursive));
                }

                break;

            case ReleaseObject release:
                _runtime.Objects.Release(release.Number, from, release.Count);
                break;

            case WaitsAsked query:
                Execution.WorkerPool.Shared.Enqueue(() => Tell(from, new WaitsTold(query.Search, Cycles.WaitFacts.Of(_runtime))));
                break;

            case WaitsTold told:
                _runtime.CycleSearch?.OnTold(from, told);
                break;

            case ActorsAsked query:
                Execution.WorkerPool.Shared.Enqueue(() => Tell(from, new ActorsTold(query.Listing, ActorListing.Here(_runtime))));
                break;

            case ActorsTold told:
                _runtime.Listing.OnTold(from, told);
                break;

            case HoldsRecords holds:
                _runtime.RecordedCallers.OnHeld(from, holds.Task);
                break;

            case RecordsOver over:
                _runtime.RecordedCallers.OnOver(over.Tasks);
                break;

            case CallsAsked query:
                _runtime.RecordedCallers.OnCallsAsked(from, query.Callers);
                break;

            case CallsAnswered told:
                _runtime.RecordedCallers.OnCallsAnswered(from, told.Callers);
                break;

            case LoanSettled settled:
                Loans.Settle(settled.Loan);
                break;

            default:
                if (!RoomPost.OnMessage(_runtime, from, message))
                {
                    _runtime.Detached?.OnMessage(from, message);
                }

                break;
        }
    }

    // Without a lender the process found the actor by its name.
    private void SettleLoan(NodeId lender, ulong loan)
    {
        if (!lender.IsNil)
        {
            Tell(lender, new LoanSettled(loan));
        }
    }

    // Of one that died a while ago the cause may be forgotten.
    private ActorNews Ended(ActorId actor)
    {
        var death = _runtime.Actors.FindDead(actor) is { } dead
            ? new ActorDiedException(dead.Reason!) { ActorId = actor, Cause = dead.Cause ?? ActorDeathCause.Unknown, IsRoutine = true }
            : null;
        return new(actor, long.MaxValue, ActorState.Dead, 0, default, death, null);
    }
}
