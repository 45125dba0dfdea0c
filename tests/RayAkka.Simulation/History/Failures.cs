namespace RayAkka.Simulation.History;

/// <summary>Law: a call fails only for a reason that there is.</summary>
internal static class Failures
{
    public static void Check(World world, CallEntry call, RayException error)
    {
        if (Reason(world, call, error) is { } wrong)
            throw world.Simulator.Break($"{call} failed, though {wrong}: {error}");
    }

    private static string? Reason(World world, CallEntry call, RayException error)
    {
        if (world.IsClosing)
            return null;
        if (call.DependsOn is { HasFailed: true })
            return null;
        return error switch
        {
            GetTimeoutException => call.Timeout is null ? "it has no time limit" : null,
            TaskCancelledException { Reason: CancellationReason.Timeout } => call.Caller is "driver" || call.Caller.StartsWith("replayed actor", StringComparison.Ordinal)
                ? "it was made by no call whose time it would have" : null,
            ActorDiedException => DeathReason(world, call),
            ActorUnavailableException => !world.IsDisturbed ? "nothing was lost" : call.Retries < 0 ? "it may be tried again without end" : null,
            RayTaskException thrown => call.Kind switch
            {
                CallKind.Flaky when thrown.InnerException is SimulatedException =>
                    call.RetriesExceptions && call.Retries < 0 ? "its exceptions are retried without end" : null,

                CallKind.Refuse when thrown.InnerException is SimulatedException => null,
                CallKind.Pay or CallKind.PayAll when thrown.InnerException is ActorDiedException => null,

                // What it waited for failed, or it was told to stop.
                CallKind.Forward or CallKind.Bear or CallKind.Stay or CallKind.Task => null,
                _ => "its method does not throw",
            },
            NodeDiedException or WorkerCrashedException => call.Actor is not null ? "it is no task"
                : world.LostNodes == 0 ? "no node was lost"
                : call.Retries < 0 ? "it may be tried again without end" : null,
            // The caller was answered in another attempt, or has ended.
            RayActorException when call.Attempts.Count > 1 => null,
            ActorUnschedulableException or TaskUnschedulableException => world.LostNodes == 0 ? "there are nodes" : null,
            _ => "that is no failure of a call",
        };
    }

    private static string? DeathReason(World world, CallEntry call)
    {
        var actor = call.Actor!;
        return actor.MayHaveEnded is not null ? null
            : !world.IsDisturbed ? "nothing was done to the actor"
            : actor.MaxRestarts < 0 ? "the actor may be restarted without end" : null;
    }
}
