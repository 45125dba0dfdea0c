using System.Collections.Concurrent;

namespace RayAkka.Isolation;

/// <summary>For <see cref="ConcurrentStack{T}"/>.</summary>
internal sealed class ConcurrentStackRebuilder<T> : Rebuilder
{
    public override Type ItemType => typeof(T);

    public override Array TakeItems(object original)
    {
        var items = ((ConcurrentStack<T>)original).ToArray();
        Array.Reverse(items);
        return items;
    }

    public override object Build(Array items, object?[] comparers) => new ConcurrentStack<T>((T[])items);
}
