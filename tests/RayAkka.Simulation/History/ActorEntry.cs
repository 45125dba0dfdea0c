using RayAkka.Actors;

namespace RayAkka.Simulation.History;

/// <summary>An actor of the workload.</summary>
internal sealed class ActorEntry(int number, int maxRestarts, int maxConcurrency, string? name)
{
    public int Number => number;

    public int MaxRestarts => maxRestarts;

    public int MaxConcurrency => maxConcurrency;

    public string? Name => name;

    /// <summary>Whether it is replayed.</summary>
    public bool IsReplay { get; init; }

    /// <summary>The handle; kept here, so that no garbage collection decides when the actor ends.</summary>
    public ActorHandle? Handle { get; set; }

    public ActorHandle<Tally> Tally => (ActorHandle<Tally>)Handle!;

    public ActorHandle<Account> Account => (ActorHandle<Account>)Handle!;

    public OwnedActor Record => (OwnedActor)Handle!.Record;

    /// <summary>Why it may be dead, apart from running out of restarts: killed, left, dropped.</summary>
    public string? MayHaveEnded { get; set; }

    public bool IsDropped { get; set; }

    /// <summary>The actor that created it, with which it ends; null if the driver did.</summary>
    public ActorEntry? Creator { get; init; }

    /// <summary>Highest sequence of each caller of which a first run was seen.</summary>
    public Dictionary<string, int> FirstRuns { get; } = [];

    public override string ToString() =>
        $"actor {number} ({(IsReplay ? "replayed, " : "")}restarts {maxRestarts}, concurrency {maxConcurrency}{(name is null ? "" : $", '{name}'")})";
}
