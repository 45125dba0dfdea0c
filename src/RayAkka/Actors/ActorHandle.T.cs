using RayAkka.Actors;

namespace RayAkka;

/// <summary>
/// A handle to an actor of a known class; the generator adds a member for each of its methods: <c>handle.Increment.Remote(1)</c>. The actor
/// ends some time after the last strong handle is gone; <c>await using</c> gives a handle up at a known time. Actors that hold handles to
/// each other, or to themselves, in a circle do not end when all other handles are gone: end one of them with <c>Ray.Kill</c>.
/// </summary>
/// <typeparam name="T">The remote class.</typeparam>
public sealed partial class ActorHandle<T> : ActorHandle
    where T : class
{
    internal ActorHandle(ActorRecord record, ActorLease? lease)
        : base(record, lease)
    {
    }

    /// <summary>The same actor seen as one of a base class or interface.</summary>
    /// <typeparam name="TBase">The base class or interface.</typeparam>
    /// <exception cref="InvalidCastException">The remote class is not a <typeparamref name="TBase"/>.</exception>
    public ActorHandle<TBase> As<TBase>()
        where TBase : class =>
        typeof(TBase).IsAssignableFrom(typeof(T)) || typeof(TBase).IsAssignableFrom(Record.ActorType)
            ? new ActorHandle<TBase>(Record, Lease)
            : throw new InvalidCastException($"The actor's class {Record.Spec.ClassName} is not a {typeof(TBase)}; use As<T> with a base class or interface of it.");
}
