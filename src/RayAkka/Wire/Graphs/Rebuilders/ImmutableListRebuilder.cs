using System.Collections.Immutable;
using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>For <see cref="ImmutableList{T}"/>.</summary>
internal sealed class ImmutableListRebuilder<T> : Rebuilder
{
    public override Type ItemType => typeof(T);

    public override Array TakeItems(object original) => ((ImmutableList<T>)original).ToArray();

    public override object Build(Array items, object?[] comparers) => ImmutableList.Create((T[])items);
}
