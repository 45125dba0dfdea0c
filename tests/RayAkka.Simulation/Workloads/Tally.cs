namespace RayAkka.Simulation.Workloads;

/// <summary>The actor of the workload: a counter that calls others, fails, waits and leaves.</summary>
/// <param name="actor">Its number in the <see cref="World"/>.</param>
[Remote]
public class Tally(int actor)
{
    private readonly int _incarnation = World.Current.Born(actor);
    private int _count;

    public int Increment(int call)
    {
        World.Current.Begin(call, _incarnation);
        return World.Current.End(call, ++_count);
    }

    public int Add(int call, int value)
    {
        World.Current.Begin(call, _incarnation);
        _ = value;
        return World.Current.End(call, ++_count);
    }

    public async Task<int> Slow(int call, int milliseconds)
    {
        World.Current.Begin(call, _incarnation);
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), World.Current.Time);
        return World.Current.End(call, ++_count);
    }

    /// <summary>Throws in its first runs.</summary>
    public int Flaky(int call, int failures)
    {
        var entry = World.Current.Begin(call, _incarnation);
        return entry.Thrown < failures ? throw World.Current.Throw(call) : World.Current.End(call, ++_count);
    }

    /// <summary>Waits until its token fires.</summary>
    public async Task<int> Stay(int call, CancellationToken token)
    {
        World.Current.Begin(call, _incarnation);
        await Fired.By(token);
        return World.Current.End(call, ++_count);
    }

    /// <summary>Makes an actor of its own, which ends with this one, and calls it.</summary>
    public async Task<int> Bear(int call, int restarts, int retries)
    {
        World.Current.Begin(call, _incarnation);
        var child = World.Current.AddActor(restarts, 1, null, World.Current.ActorOf(_incarnation));
        child.MayHaveEnded = "its creator may have";
        child.Handle = Tally.Options(new() { MaxRestarts = restarts, NumCpus = 0 }).Remote(child.Number);
        var nested = World.Current.AddCall(CallKind.Increment, World.CallerOf(_incarnation), child, retries);
        await World.Current.Submit(nested, () => child.Tally.Increment.Options(new() { MaxTaskRetries = retries }).Remote(nested.Id));
        return World.Current.End(call, ++_count);
    }

    public int Exit(int call)
    {
        World.Current.Begin(call, _incarnation);
        Ray.ExitActor();
        return 0;
    }

    /// <summary>Calls others, some at a time, and waits for them.</summary>
    public async Task<int> Forward(int call, int[] numbers, ActorHandle<Tally>[] others, int retries)
    {
        World.Current.Begin(call, _incarnation);
        var caller = World.CallerOf(_incarnation);
        var references = new List<ObjectRef<int>>();
        for (var i = 0; i < others.Length; i++)
        {
            var other = others[i];
            var nested = World.Current.AddCall(CallKind.Increment, caller, World.Current.Actors[numbers[i]], retries);
            references.Add(World.Current.Submit(nested, () => other.Increment.Options(new() { MaxTaskRetries = retries }).Remote(nested.Id)));
            if (i % 2 == 1)
                await references[i - 1];
        }

        foreach (var reference in references)
            await reference;
        return World.Current.End(call, ++_count);
    }
}
