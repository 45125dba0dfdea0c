namespace RayAkka.Benchmarks.Harness;

/// <summary>The shapes in which calls are made: one at a time, or many and then all results.</summary>
internal static class Calls
{
    public const int Batch = 1000;

    /// <summary>A call, then its result, awaited.</summary>
    public static Work Awaited(Func<int, ObjectRef<int>> call) => Work.Async(async () =>
    {
        for (var i = 0; i < Batch; i++)
        {
            await call(i);
        }

        return Batch;
    });

    /// <summary>A call, then its result, the thread blocked.</summary>
    public static Work Blocking(Func<int, ObjectRef<int>> call) => Work.Sync(() =>
    {
        for (var i = 0; i < Batch; i++)
        {
            Ray.Get(call(i));
        }

        return Batch;
    });

    /// <summary>A thousand calls, or as many as are said, then all results in one Get.</summary>
    public static Work Batched(Func<int, ObjectRef<int>> call, int inFlight = Batch)
    {
        var refs = new ObjectRef<int>[inFlight];
        return Work.Async(async () =>
        {
            for (var i = 0; i < refs.Length; i++)
            {
                refs[i] = call(i);
            }

            await Ray.GetAsync(refs);
            return refs.Length;
        });
    }

    /// <summary>A few remote clients that each do many operations; the driver waits for them.</summary>
    public static Work Clients(int clients, int operations, Func<int, ObjectRef<int>> start) => Work.Sync(() =>
    {
        var done = new ObjectRef<int>[clients];
        for (var i = 0; i < clients; i++)
        {
            done[i] = start(i);
        }

        Ray.Get(done);
        return (long)clients * operations;
    });
}
