using System.Collections.Immutable;
using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>For <see cref="ImmutableQueue{T}"/>.</summary>
internal sealed class ImmutableQueueRebuilder<T> : Rebuilder
{
    public override Type ItemType => typeof(T);

    public override Array TakeItems(object original) => ((ImmutableQueue<T>)original).ToArray();

    public override object Build(Array items, object?[] comparers) => ImmutableQueue.Create((T[])items);
}
