namespace RayAkka.Objects;

/// <summary>A second or later waiter of one ref: the list is in the order of arrival reversed, and immutable.</summary>
internal sealed class WaiterNode(object item, WaiterNode? next)
{
    public object Item { get; } = item;

    public WaiterNode? Next { get; } = next;

    public static WaiterNode Add(object item, object existing)
    {
        if (existing is not WaiterNode list)
        {
            return new WaiterNode(item, IsGone(existing) ? null : new WaiterNode(existing, null));
        }

        for (var node = list; node is not null; node = node.Next)
        {
            if (IsGone(node.Item))
            {
                return new WaiterNode(item, WithoutGone(list));
            }
        }

        return new WaiterNode(item, list);
    }

    public static WaiterNode Reverse(WaiterNode list)
    {
        WaiterNode? reversed = null;
        for (var node = list; node is not null; node = node.Next)
        {
            reversed = new WaiterNode(node.Item, reversed);
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
                kept = new WaiterNode(node.Item, kept);
            }
        }

        return kept;
    }
}
