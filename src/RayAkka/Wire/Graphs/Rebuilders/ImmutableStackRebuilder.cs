using System.Collections.Immutable;
using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>For <see cref="ImmutableStack{T}"/>, from the bottom up.</summary>
internal sealed class ImmutableStackRebuilder<T> : Rebuilder
{
    public override Type ItemType => typeof(T);

    public override Array TakeItems(object original) => ((ImmutableStack<T>)original).Reverse().ToArray();

    public override object Build(Array items, object?[] comparers) => ImmutableStack.Create((T[])items);
}
