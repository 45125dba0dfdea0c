namespace RayAkka.Examples.ProgressPi;

/// <summary>Remote functions: <c>Pi.Tasks.Sample.Remote(...)</c> runs one as a task, as soon as a CPU of the cluster is free.</summary>
internal static class Pi
{
    private const int ReportsPerTask = 10;

    /// <summary>Samples the quarter circle and says after each tenth of the work how far it is. Returns the points inside.</summary>
    [Remote(NumCpus = 1)]
    public static long Sample(long samples, int task, ActorHandle<ProgressActor> progress, CancellationToken cancellationToken)
    {
        var random = new Xoshiro256(seed: (ulong)task); // a stream of its own for each task, the same in every run
        long inside = 0;
        long done = 0;
        for (var part = 1; part <= ReportsPerTask; part++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var target = samples * part / ReportsPerTask;
            inside += Darts.CountInside(ref random, target - done);
            done = target;

            // Nobody waits for a report: the call is sent and the work goes on.
            _ = progress.Report.Remote(task, done, Ray.RuntimeContext.NodeId);
        }

        return inside;
    }
}
