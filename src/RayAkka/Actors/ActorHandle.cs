namespace RayAkka;

/// <summary>A handle to an actor.</summary>
public abstract class ActorHandle
{
    private protected ActorHandle()
    {
    }
}
