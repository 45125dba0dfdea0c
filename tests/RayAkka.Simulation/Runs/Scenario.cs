using System.Text;

namespace RayAkka.Simulation.Runs;

/// <summary>What a seed makes of a run: how bad the engine is, how steps are chosen, what there is and what happens to it.</summary>
internal sealed record Scenario
{
    /// <summary>Whether nodes are reached without envelopes.</summary>
    public required bool IsDirect { get; init; }

    /// <summary>Shares of the envelopes that are lost, repeated, held back.</summary>
    public required double Drop { get; init; }

    public required double Repeat { get; init; }

    public required double Delay { get; init; }

    /// <summary>The share of choices that are made by chance; the others take the oldest, or the newest.</summary>
    public required double Shuffle { get; init; }

    public required bool NewestFirst { get; init; }

    public required int ItemWeight { get; init; }

    public required int FlightWeight { get; init; }

    public required int TimerWeight { get; init; }

    public required int StoreWeight { get; init; }

    /// <summary>How much time passes with each step.</summary>
    public required long TicksAStep { get; init; }

    /// <summary>The share of steps before which time jumps to the next timer, though there is something to do.</summary>
    public required double Jump { get; init; }

    public required int Nodes { get; init; }

    public required int Actors { get; init; }

    public required int Clients { get; init; }

    /// <summary>Operations of each client.</summary>
    public required int Operations { get; init; }

    /// <summary>The share of steps after which something bad happens, and how often at most.</summary>
    public required double Trouble { get; init; }

    public required int Troubles { get; init; }

    /// <summary>Whether a node stays that is never lost.</summary>
    public required bool HasSafeNode { get; init; }

    /// <summary>Whether Ray is shut down in the midst of it.</summary>
    public required bool ShutsDownEarly { get; init; }

    /// <summary>The share of actors that are replayed.</summary>
    public required double Replayed { get; init; }

    /// <summary>Where the journal is: in memory, in memory with the delay of a store, or encoded in a store. And the share of writes that fail.</summary>
    public required JournalPlace Journal { get; init; }

    public required double JournalFailures { get; init; }

    public static Scenario Of(ulong seed)
    {
        var chance = new Chance(seed * 0x2545F4914F6CDD1D);
        var isCalm = chance.Happens(0.15);
        var isDirect = chance.Happens(0.3);
        return new Scenario
        {
            IsDirect = isDirect,
            Drop = isCalm ? 0 : chance.Of(0, 0.02, 0.1, 0.3),
            Repeat = isCalm ? 0 : chance.Of(0, 0.05, 0.3),
            Delay = isCalm ? 0 : chance.Of(0, 0.1, 0.5),
            Shuffle = chance.Of(0, 0.1, 0.5, 1, 1),
            NewestFirst = chance.Happens(0.3),
            ItemWeight = chance.Of(1, 10, 10, 100),
            FlightWeight = chance.Of(1, 10, 10, 100),
            TimerWeight = chance.Of(1, 10),
            StoreWeight = chance.Of(1, 10, 100),
            TicksAStep = chance.Of(0, 10, 1_000, 20_000),
            Jump = chance.Of(0, 0.001, 0.02),
            Nodes = chance.Between(1, 4),
            Actors = chance.Between(1, 5),
            Clients = chance.Between(1, 4),
            Operations = chance.Between(3, 24),
            Trouble = isCalm ? 0 : chance.Of(0.005, 0.02, 0.1),
            Troubles = isCalm ? 0 : chance.Between(1, 12),
            HasSafeNode = chance.Happens(0.5),
            ShutsDownEarly = chance.Happens(0.1),
            Replayed = chance.Of(0, 0.5, 1),
            Journal = chance.Of(JournalPlace.Memory, JournalPlace.SlowMemory, JournalPlace.Store),
            JournalFailures = isCalm ? 0 : chance.Of(0, 0, 0.02, 0.1),
        };
    }

    private bool PrintMembers(StringBuilder text)
    {
        text.Append($"{(IsDirect ? "direct" : $"drop {Drop}, repeat {Repeat}, delay {Delay}")}, shuffle {Shuffle}{(NewestFirst ? ", newest first" : "")}, ")
            .Append($"weights {ItemWeight}/{FlightWeight}/{TimerWeight}/{StoreWeight}, {TicksAStep} ticks a step, jump {Jump}, {Nodes} nodes{(HasSafeNode ? " (one safe)" : "")}, ")
            .Append($"{Actors} actors, {Clients} clients of {Operations}, trouble {Trouble} up to {Troubles} times{(Replayed > 0 ? $", {Replayed} replayed, journal in {Journal}, {JournalFailures} fail" : "")}{(ShutsDownEarly ? ", shut down early" : "")}");
        return true;
    }
}
