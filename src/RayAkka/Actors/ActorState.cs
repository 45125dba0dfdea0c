namespace RayAkka;

/// <summary>Where an actor stands in its life. The names are those of Ray's state API.</summary>
public enum ActorState
{
    /// <summary>The creation waits for an argument that is still being computed.</summary>
    DependenciesUnready = 0,

    /// <summary>The creation waits for a node with free resources, or the constructor runs.</summary>
    PendingCreation = 1,

    /// <summary>The actor takes calls.</summary>
    Alive = 2,

    /// <summary>The actor was lost and is being rebuilt on a node that is alive.</summary>
    Restarting = 3,

    /// <summary>The actor has ended for good.</summary>
    Dead = 4,
}
