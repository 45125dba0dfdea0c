namespace RayAkka.Actors;

/// <summary>
/// How many calls to an actor with a MailboxCapacity this process may have open. The room of all processes together is the capacity, never more.
/// </summary>
/// <remarks>
/// The process that owns the actor keeps the book (<see cref="OwnedRoom"/>); the others hold credit that it has granted (<see cref="BorrowedRoom"/>). Neither knows
/// incarnations: a call has its room from before it is submitted until it has ended, also over restarts, moves and retries, as in one process.
/// <list type="number">
/// <item>Book: the owner's open calls + the credit of all other processes &lt;= the capacity. Elsewhere: open calls &lt;= the credit. What a Replay actor calls is
/// never held up, as in one process: a process may so be in debt, and asks for as much.</item>
/// <item>A process that has more calls than credit asks (RoomAsked: how many more). Free room goes round the processes that want some, the owner's among them,
/// one by one, so none starves. An ask is answered by what was granted in full, or by the word that there is no more now (IsFull); it stands until it is met.</item>
/// <item>While nobody else wants room a process keeps the credit of calls that have ended, and needs no message for the next ones. When another one
/// wants some it is recalled (RoomRecalled): it answers with what it does not use, and from then on gives back the room of each call that ends, until a grant
/// says otherwise. So no room stays idle while somebody wants it, and "full" is only said when every idle credit is back.</item>
/// <item><c>RemoteAsync</c> waits, before its call is submitted, for credit. <c>Remote</c> cannot wait: where it is not known whether there is room (the answer to an
/// ask, or to a recall, is still out) its call is submitted and held back in this process, at most as many as the capacity; it goes to the actor
/// when it has got room. Where it is known that there is none it throws.</item>
/// <item>The credit of a process that is lost is free again when no call of it is left at the actor: the owner asks the incarnation's node, which answers when
/// it, too, has lost that process and the last of its calls has ended (<see cref="MailboxCallers"/>). They also end with the incarnation.</item>
/// <item>Whoever takes over a detached actor grants nothing until every process that it knows has claimed its credit (RoomClaimed) and no call of the
/// former owner is left.</item>
/// <item>When the actor is dead there is room for everything: the calls fail.</item>
/// </list>
/// All of it is under the lock of the admission, under which the messages are sent too: their order is that of the changes.
/// </remarks>
internal abstract class MailboxRoom(CallAdmission admission, int capacity)
{
    private bool _isOver;

    /// <summary>How many calls of this process may be open now.</summary>
    public int Limit => _isOver ? int.MaxValue : Allowed;

    /// <summary>How many calls of other processes may be open, as far as this one keeps the book.</summary>
    public virtual int Granted => 0;

    protected CallAdmission Admission => admission;

    protected int Capacity => capacity;

    protected abstract int Allowed { get; }

    /// <summary>Whether a call for which there is no room may be held back, since it is not known yet whether there will be. Under the lock.</summary>
    /// <param name="open">The calls of this process that are open or held back.</param>
    public bool MayHold(int open) => open < capacity && IsUnknown;

    protected abstract bool IsUnknown { get; }

    /// <summary>Gives on the room that is free, and says what other processes must know. Under the lock, behind each change.</summary>
    public void Balance()
    {
        if (!_isOver)
        {
            Settle();
            return;
        }

        while (admission.TryAdmitNext())
        {
        }
    }

    /// <summary>The actor is dead.</summary>
    public void End() => Change(() => _isOver = true);

    protected abstract void Settle();

    protected void Change(Action change)
    {
        bool submits;
        lock (admission.Gate)
        {
            change();
            Balance();
            submits = admission.TakeSubmitting();
        }

        if (submits)
        {
            admission.SubmitAway();
        }
    }
}
