namespace RayAkka.Objects;

/// <summary>
/// A second or later waiter of one ref: the list is in the order of arrival reversed, and immutable. Waiters that are gone are left out
/// whenever the list has doubled since that was last done: their number stays bounded by those that are not, and adding costs the same
/// however many there are.
/// </summary>
internal sealed class WaiterNode
{
    private const int FirstCleaning = 8;

    private readonly int _length;
    private readonly int _cleanAt;

    private WaiterNode(object item, WaiterNode? next, int cleanAt)
    {
        Item = item;
        Next = next;
        _length = (next?._length ?? 0) + 1;
        _cleanAt = cleanAt;
    }

    public object Item { get; }

    public WaiterNode? Next { get; }

    public static WaiterNode Add(object item, object existing)
    {
        if (existing is not WaiterNode list)
        {
            return new WaiterNode(item, IsGone(existing) ? null : new WaiterNode(existing, null, FirstCleaning), FirstCleaning);
        }

        if (list._length < list._cleanAt)
        {
            return new WaiterNode(item, list, list._cleanAt);
        }

        var kept = WithoutGone(list);
        return new WaiterNode(item, kept, Math.Max(FirstCleaning, 2 * (kept?._length ?? 0)));
    }

    public static WaiterNode Reverse(WaiterNode list)
    {
        WaiterNode? reversed = null;
        for (var node = list; node is not null; node = node.Next)
        {
            reversed = new WaiterNode(node.Item, reversed, 0);
        }

        return reversed!;
    }

    private static bool IsGone(object item) => item is RefWaiter { IsGone: true };

    private static WaiterNode? WithoutGone(WaiterNode list)
    {
        WaiterNode? kept = null;
        for (var node = Reverse(list); node is not null; node = node.Next)
        {
            if (!IsGone(node.Item))
            {
                kept = new WaiterNode(node.Item, kept, 0);
            }
        }

        return kept;
    }
}
