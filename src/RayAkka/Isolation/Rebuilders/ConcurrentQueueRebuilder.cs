using System.Collections.Concurrent;

namespace RayAkka.Isolation;

/// <summary>For <see cref="ConcurrentQueue{T}"/>.</summary>
internal sealed class ConcurrentQueueRebuilder<T> : Rebuilder
{
    public override Type ItemType => typeof(T);

    public override Array TakeItems(object original) => ((ConcurrentQueue<T>)original).ToArray();

    public override object Build(Array items, object?[] comparers) => new ConcurrentQueue<T>((T[])items);
}
