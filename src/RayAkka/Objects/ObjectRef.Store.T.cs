using RayAkka.Objects;
using RayAkka.Objects.Store;

namespace RayAkka;

/// <content>
/// How an object leaves memory and comes back. Structs never do: a reader could see half of one. For all others a reader takes the reference
/// once; with it it has the whole object, whatever happens to the ref.
/// </content>
public abstract partial class ObjectRef<T>
{
    /// <summary>The stored value itself: for the runtime, never for users, unless the value is immutable.</summary>
    internal T Stored
    {
        get
        {
            ThrowIfFailed();
            return typeof(T).IsValueType ? _value : Held();
        }
    }

    internal override Array? LargeArray =>
        _value is Array array && ArrayBytes.IsPlain(array) && Buffer.ByteLength(array) >= LargeFrom ? array : null;

    internal override long LargeBytes => LargeArray is { } array
        ? Buffer.ByteLength(array)
        : IsAway && Location is SpilledValue && Ticket is { Entry: { IsPlainArray: true, Bytes: var bytes } } ? bytes : 0;

    internal override object? PeekObject() => typeof(T).IsValueType ? null : _value;

    /// <summary>Completes the ref with a value that nobody else holds, and whose room in the object store was taken.</summary>
    internal bool TrySetOwned(T value, long bytes)
    {
        if (typeof(T).IsValueType || bytes < LargeFrom)
        {
            return TrySetOwned(value);
        }

        if (Runtime?.Store is not { } store)
        {
            return TrySetOwned(value);
        }

        if (!TryClaim())
        {
            store.Return(bytes);
            return false;
        }

        var ticket = store.Admit(this, value!, bytes);
        (Extras ??= new Tasks.CallExtras()).NeedLarge().Ticket = ticket;
        _value = value;
        PublishValue();
        store.Enlist(ticket.Entry);
        return true;
    }

    internal override bool TryCompleteWith(object value, long bytes) => TrySetOwned((T)value, bytes);

    private protected override void DropObject() => _value = default!;

    private protected override void RestoreObject(object value) => _value = (T)value;

    // The object of a complete ref, brought back if it is away.
    private T Held()
    {
        while (true)
        {
            var value = _value;
            if (value is not null)
            {
                if (Extras is { Large.Ticket: { } ticket })
                {
                    ticket.Touch();
                }

                return value;
            }

            // Nothing that is counted is null.
            if (Ticket is null)
            {
                return value!;
            }

            Waits.BringBack(this);

            ThrowIfFailed();
        }
    }

    private protected override void ShareAgain(ObjectRef other)
    {
        try
        {
            _value = ((ObjectRef<T>)other).Held();
        }
        catch (RayException e)
        {
            FailAway(e);
            return;
        }

        var ticket = other.Ticket;
        Extras!.NeedLarge().Ticket = ticket ?? Ticket;
        PublishAgain();
        if (ticket is not null)
        {
            TakeOver(ticket);
        }
    }

    private void Share(ObjectRef<T> other)
    {
        var ticket = other.Ticket;
        try
        {
            _value = typeof(T).IsValueType ? other._value : other.Held();
        }
        catch (RayException e)
        {
            PublishError(e);
            return;
        }

        if (ticket is null)
        {
            PublishValue();
            return;
        }

        (Extras ??= new Tasks.CallExtras()).NeedLarge().Ticket = ticket;
        PublishValue();
        TakeOver(ticket);
    }
}
