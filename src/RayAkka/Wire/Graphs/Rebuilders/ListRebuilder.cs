using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>For <see cref="List{T}"/>.</summary>
internal sealed class ListRebuilder<T> : Rebuilder
{
    public override Type ItemType => typeof(T);

    public override Array TakeItems(object original) => ((List<T>)original).ToArray();

    public override object Build(Array items, object?[] comparers) => new List<T>((T[])items);
}
