using RayAkka.Scheduling;

namespace RayAkka.Simulation.Runs;

/// <summary>Laws of the end: every ref was resolved, resources balance, nothing is left over.</summary>
internal static class Aftermath
{
    /// <summary>The calls that were not resolved, for an error.</summary>
    public static string Open(World world) => string.Join(Environment.NewLine, world.Calls.Where(call => !call.IsResolved));

    /// <summary>Checks that every call was resolved once and stayed so.</summary>
    public static void CheckCalls(World world)
    {
        var wrong = new List<string>();
        foreach (var call in world.Calls)
        {
            foreach (var attempt in call.Attempts)
            {
                if (attempt.Resolutions != 1)
                    wrong.Add($"{call} was resolved {attempt.Resolutions} times");
                else if (attempt.Reference is { } reference && (!reference.IsCompleted || reference.IsFailed == attempt.HasSucceeded))
                    wrong.Add($"{call} has changed its outcome");
            }
        }

        Throw(wrong);
    }

    /// <summary>Checks what must hold when every client has ended and every handle is gone.</summary>
    public static void Check(World world, RayRuntime runtime)
    {
        CheckCalls(world);
        var wrong = new List<string>();
        foreach (var actor in runtime.Actors.All)
            wrong.Add($"the actor {actor.Id} is left over: {actor.State}");
        foreach (var host in runtime.Hosts)
        {
            if (host.CellCount > 0)
                wrong.Add($"{host.CellCount} incarnations are left over on {host.Id}");
            if (host.RunningFrames().Count > 0)
                wrong.Add($"runs are left over on {host.Id}");
        }

        foreach (var peer in runtime.VirtualPeers)
        {
            if (peer.Connection.OpenCount + peer.Service.OpenCount + peer.KeptCount > 0)
                wrong.Add($"routes, tasks or messages are left over with {peer.Connection.Node}: {peer.Connection.OpenCount}, {peer.Service.OpenCount}, {peer.KeptCount}");
        }

        foreach (var request in runtime.Scheduler.Waiting())
            wrong.Add($"a request is left over: {request.Shape.ToPlace}");
        foreach (var node in runtime.Scheduler.Snapshot())
        {
            foreach (var (name, total) in node.Total)
            {
                if (node.Available[name] != total)
                    wrong.Add($"{node.Available[name]} of {total} {name} are free on {node.Id}");
            }
        }

        if (runtime.Names.Names("simulation") is { Count: > 0 } names)
            wrong.Add($"names are left over: {string.Join(", ", names)}");
        if (runtime.Journals.Count > 0)
            wrong.Add($"{runtime.Journals.Count} journals are left over");
        AddTimers(world, wrong, endlessToo: false);
        Throw(wrong);
    }

    /// <summary>Checks that no log of a dead actor is left over.</summary>
    public static void CheckStore(SimulatedRecordStore store) => Throw([.. store.ListLogsAsync().GetAwaiter().GetResult().Select(log => $"the log of {log} is left over")]);

    /// <summary>Checks what must hold behind the shutdown.</summary>
    public static void CheckEnd(World world)
    {
        var wrong = new List<string>();
        AddTimers(world, wrong, endlessToo: true);
        if (world.Simulator.ItemCount > 0)
            wrong.Add("items are left over");
        if (RayRuntime.Current is not null)
            wrong.Add("the session is left over");
        Throw(wrong);
    }

    private static void AddTimers(World world, List<string> wrong, bool endlessToo) =>
        wrong.AddRange(world.Simulator.Time.Armed.Where(timer => endlessToo || !timer.IsEndless).Select(timer => $"a timer of {timer.Owner} is left over"));

    private static void Throw(List<string> wrong)
    {
        if (wrong.Count > 0)
            throw new LawBrokenException(string.Join(Environment.NewLine, wrong));
    }
}
