namespace RayAkka;

/// <summary>A handle to an actor of a known class.</summary>
/// <typeparam name="T">The remote class.</typeparam>
public sealed partial class ActorHandle<T> : ActorHandle
    where T : class
{
    internal ActorHandle()
    {
    }
}
