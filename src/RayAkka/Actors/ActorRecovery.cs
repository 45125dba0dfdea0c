namespace RayAkka;

/// <summary>What an actor that is rebuilt after a loss starts from.</summary>
public enum ActorRecovery
{
    /// <summary>Its constructor is run again; what the calls had made of it is gone. Ray's way, and the default.</summary>
    Restart = 0,

    /// <summary>
    /// Its last checkpoint, or its constructor, and then the calls after that, run again in their original order before any new one. The methods must
    /// be deterministic: what they learn from outside must come from their arguments, from remote calls, or from <c>Ray.Now</c>, <c>Ray.Random</c>
    /// and <c>Ray.NewId</c>.
    /// </summary>
    Replay = 1,
}
