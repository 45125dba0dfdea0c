using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>For <see cref="Stack{T}"/>, from the bottom up.</summary>
internal sealed class StackRebuilder<T> : Rebuilder
{
    public override Type ItemType => typeof(T);

    public override Array TakeItems(object original) => ((Stack<T>)original).Reverse().ToArray();

    public override object Build(Array items, object?[] comparers) => new Stack<T>((T[])items);
}
