using RayAkka.Engine;

namespace RayAkka.Actors;

/// <summary>The room in the mailbox of an actor that another process owns: the credit of this one. See <see cref="MailboxRoom"/>.</summary>
internal sealed class BorrowedRoom(CallAdmission admission, ActorRecord record, int capacity) : MailboxRoom(admission, capacity)
{
    private NodeId _owner;
    private int _credit;
    private int _asked;
    private bool _keeps;
    private bool _awaitsAnswer;

    protected override int Allowed => _credit;

    // Who has not asked does not know, nor does who has no answer. An ask that was answered and not met says that the mailbox is full.
    protected override bool IsUnknown => _asked == 0 || _awaitsAnswer;

    private NodeId Owner => _owner.IsNil ? record.Owner : _owner;

    public void OnGranted(RoomGranted granted) => Change(() =>
    {
        _credit += granted.Count;
        _asked = Math.Max(0, _asked - granted.Count);
        _keeps = granted.Keeps;
        _awaitsAnswer &= !granted.IsFull && _asked > 0;
    });

    public void OnRecalled() => Change(() =>
    {
        _keeps = false;
        GiveBack(isAnswer: true);
    });

    /// <summary>Another process keeps the book from here on; what the former owner has sent was handled.</summary>
    public void OnAdopted(NodeId owner) => Change(() =>
    {
        _owner = owner;
        _asked = 0;
        _awaitsAnswer = false;
        record.Runtime.Peers.Tell(owner, new RoomClaimed(record.Id, _credit));
    });

    protected override void Settle()
    {
        while (Admission.Open < _credit && Admission.TryAdmitNext())
        {
        }

        if (!_keeps && Admission.Open < _credit)
        {
            GiveBack(isAnswer: false);
        }

        if (_awaitsAnswer)
        {
            return;
        }

        var wanted = Math.Min(Capacity, Admission.CountWanting(Capacity) + Math.Max(0, Admission.Open - _credit));
        if (wanted > _asked)
        {
            Tell(new RoomAsked(record.Id, wanted - _asked));
            _asked = wanted;
            _awaitsAnswer = true;
        }
    }

    private void GiveBack(bool isAnswer)
    {
        var unused = Math.Max(0, _credit - Admission.Open);
        _credit -= unused;
        Tell(new RoomReturned(record.Id, unused, isAnswer));
    }

    private void Tell(object message) => record.Runtime.Peers.Tell(Owner, message);
}
