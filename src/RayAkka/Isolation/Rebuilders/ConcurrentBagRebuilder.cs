using System.Collections.Concurrent;

namespace RayAkka.Isolation;

/// <summary>For <see cref="ConcurrentBag{T}"/>, whose items lie in one list a thread.</summary>
internal sealed class ConcurrentBagRebuilder<T> : Rebuilder
{
    public override Type ItemType => typeof(T);

    public override Array TakeItems(object original) => ((ConcurrentBag<T>)original).ToArray();

    public override object Build(Array items, object?[] comparers) => new ConcurrentBag<T>((T[])items);
}
