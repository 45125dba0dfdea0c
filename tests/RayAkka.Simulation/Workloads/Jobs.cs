namespace RayAkka.Simulation.Workloads;

/// <summary>The tasks of the workload.</summary>
public static class Jobs
{
    [Remote]
    public static int Compute(int call)
    {
        World.Current.BeginTask(call);
        return World.Current.End(call, call);
    }

    [Remote]
    public static async Task<int> Rest(int call, int milliseconds)
    {
        World.Current.BeginTask(call);
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), World.Current.Time);
        return World.Current.End(call, call);
    }

    /// <summary>Calls actors and a task of its own.</summary>
    [Remote]
    public static async Task<int> Visit(int call, int[] numbers, ActorHandle<Tally>[] others, int retries)
    {
        var caller = World.Current.BeginTask(call);
        var references = new List<ObjectRef<int>>();
        for (var i = 0; i < others.Length; i++)
        {
            var other = others[i];
            var nested = World.Current.Nested(call, i, CallKind.Increment, caller, World.Current.Actors[numbers[i]], retries);
            references.Add(World.Current.Submit(nested, () => other.Increment.Options(new() { MaxTaskRetries = retries }).Remote(nested.Id)));
        }

        var task = World.Current.Nested(call, -1, CallKind.Task, caller, null, retries);
        references.Add(World.Current.Submit(task, () => Jobs.Tasks.Compute.Options(new() { MaxRetries = retries, NumCpus = 0 }).Remote(task.Id)));
        await Ray.WaitAsync(references, references.Count, TimeSpan.FromSeconds(5));
        foreach (var reference in references)
            await reference;
        return World.Current.End(call, call);
    }
}
