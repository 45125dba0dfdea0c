using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>For <see cref="Queue{T}"/>.</summary>
internal sealed class QueueRebuilder<T> : Rebuilder
{
    public override Type ItemType => typeof(T);

    public override Array TakeItems(object original) => ((Queue<T>)original).ToArray();

    public override object Build(Array items, object?[] comparers) => new Queue<T>((T[])items);
}
