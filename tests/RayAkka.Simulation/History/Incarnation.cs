using RayAkka.Actors;

namespace RayAkka.Simulation.History;

/// <summary>One object of an actor's class: a state of its own.</summary>
internal sealed class Incarnation(int number, ActorEntry actor, ActorCell cell)
{
    public int Number => number;

    public ActorEntry Actor => actor;

    /// <summary>Whether the actor's owner has given it up, so that what it still does counts no more.</summary>
    public bool IsLost => actor.Record.State == ActorState.Dead || actor.Record.Restarts != cell.About.Incarnation;

    /// <summary>Highest sequence of each caller that has run here.</summary>
    public Dictionary<string, int> LastRuns { get; } = [];

    public override string ToString() => $"incarnation {number} of actor {actor.Number}";
}
