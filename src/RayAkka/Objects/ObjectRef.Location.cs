using RayAkka.Objects;
using RayAkka.Tasks;

namespace RayAkka;

/// <content>
/// A large object stays on the node that made it. Its ref is then located: pending for those who want the object, which is fetched when the
/// first of them waits, and there for those who only pass the ref on.
/// </content>
public abstract partial class ObjectRef
{
    /// <summary>How large an array must be, in bytes, to stay where it was made.</summary>
    internal const int LargeFrom = 100 * 1024;

    /// <summary>Where the object is, if that is not here; null else, or while that is not known.</summary>
    internal ObjectLocation? Location => Extras?.Large is { } large ? Volatile.Read(ref large.Location) : null;

    /// <summary>Whether the object is somewhere else, as far as is known.</summary>
    internal bool IsLocated => Location is { IsPlace: true };

    /// <summary>Whether the ref can be passed on: the object is there, here or elsewhere, or the ref failed.</summary>
    internal bool IsAvailable => IsHere || IsLocated;

    /// <summary>The object if it is a large array of plain numbers; null else, or if it is not here.</summary>
    internal abstract Array? LargeArray { get; }

    /// <summary>Completes the ref with an object that nobody else holds, and whose room in the object store was taken if it is large.</summary>
    internal abstract bool TryCompleteWith(object value, long bytes);

    /// <summary>The object was made elsewhere and stays there for now.</summary>
    internal void SetLocated(RemoteValue where)
    {
        object? waiters;
        lock (this)
        {
            if (IsCompleted || (Location is RemoteValue { IsPlace: true } known && known.IsSame(where)))
            {
                // Each message that names the ref says where the object is; another fetch of it would bring it twice.
                return;
            }

            Volatile.Write(ref (Extras ??= new CallExtras()).NeedLarge().Location, where);
            do
            {
                waiters = Volatile.Read(ref _waiters);
                if (ReferenceEquals(waiters, s_told))
                {
                    return;
                }
            }
            while (!ReferenceEquals(Interlocked.CompareExchange(ref _waiters, null, waiters), waiters));
        }

        if (waiters is not null)
        {
            // Those who want no more than this are told; the others stay, and for them the object is fetched.
            Divide(waiters, where);
        }
    }

    // Under the lock of this, as SetLocated, so that such a waiter is told by exactly one of the two.
    private bool TryAddToLocated(RefWaiter waiter)
    {
        lock (this)
        {
            if (IsLocated || !TryAdd(waiter))
            {
                return false;
            }
        }

        // Where it was it is not any more.
        Location?.Fetch(this);
        return true;
    }

    private void Divide(object waiters, RemoteValue where)
    {
        var items = new List<object>();
        if (waiters is WaiterNode list)
        {
            for (var node = WaiterNode.Reverse(list); node is not null; node = node.Next)
            {
                items.Add(node.Item);
            }
        }
        else
        {
            items.Add(waiters);
        }

        var wanted = false;
        foreach (var item in items)
        {
            if (item is RefWaiter { NeedsValue: false } content)
            {
                content.OnCompleted(this);
            }
            else if (TryAdd(item))
            {
                wanted = true;
            }
            else
            {
                Tell(item);
            }
        }

        if (wanted)
        {
            where.Fetch(this);
        }
    }
}
