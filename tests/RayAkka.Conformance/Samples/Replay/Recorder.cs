using System.Diagnostics.CodeAnalysis;

namespace RayAkka.Conformance.Samples;

/// <summary>A replayed actor that keeps what it has learnt from outside.</summary>
/// <param name="probe">Notes each run.</param>
[Remote(Recovery = ActorRecovery.Replay)]
public class Recorder(Probe probe)
{
    private readonly List<string> _seen = [];
    private ActorHandle<Counter>? _child;

    public List<string> Seen() => _seen;

    public string Draw()
    {
        var drawn = $"{Ray.Now():O} {Ray.Random.Next()} {Ray.Random.NextDouble()} {Ray.NewId()} {Ray.Random.Next(1, 7)}";
        _seen.Add(drawn);
        return drawn;
    }

    /// <summary>Two calls; the first is held until the gate opens.</summary>
    public string RaceBlocking(ActorHandle<Gatekeeper> slow, ActorHandle<Gatekeeper> fast)
    {
        ObjectRef<string>[] calls = [slow.Hold.Remote("slow"), fast.Answer.Remote("fast")];
        var first = Ray.Wait(calls);
        var won = Ray.Get(first.Ready[0]);
        _seen.Add(won);
        probe.Note(won);
        return won;
    }

    public async Task<string> RaceAsync(ActorHandle<Gatekeeper> slow, ActorHandle<Gatekeeper> fast)
    {
        ObjectRef<string>[] calls = [slow.Hold.Remote("slow"), fast.Answer.Remote("fast")];
        var first = await Ray.WaitAsync(calls);
        var won = await first.Ready[0];
        _seen.Add(won);
        probe.Note(won);
        return won;
    }

    /// <summary>Several flows that go on as their calls are answered.</summary>
    public async Task<string> Gather(List<ActorHandle<Gatekeeper>> others)
    {
        var order = new List<string>();
        async Task Follow(ActorHandle<Gatekeeper> other, int number)
        {
            order.Add(await other.Hold.Remote($"{number}"));
            order.Add(await other.Answer.Remote($"{number}'"));
        }

        await Task.WhenAll(others.Select(Follow));
        var all = string.Join(' ', order);
        _seen.Add(all);
        probe.Note(all);
        return all;
    }

    public string WaitInVain(ActorHandle<Gatekeeper> slow, TimeSpan limit)
    {
        var call = slow.Hold.Remote("late");
        var before = Ray.Now();
        string said;
        try
        {
            said = Ray.Get(call, limit);
        }
        catch (GetTimeoutException)
        {
            said = $"timed out {(Ray.Now() - before >= limit ? "in time" : "too early")}";
        }

        _seen.Add(said);
        probe.Note(said);
        return said;
    }

    public async Task<string> WaitInVainAsync(ActorHandle<Gatekeeper> slow, TimeSpan limit)
    {
        var call = slow.Hold.Remote("late");
        var result = await Ray.WaitAsync([call], timeout: limit);
        var said = result.Ready.Count == 0 ? "timed out" : await call;
        _seen.Add(said);
        probe.Note(said);
        return said;
    }

    /// <summary>Looks again and again whether a call is answered, without waiting.</summary>
    public int Poll(ActorHandle<Gatekeeper> other)
    {
        var call = other.Answer.Remote("there");
        var polls = 0;
        while (Ray.Wait([call], timeout: TimeSpan.Zero).Ready.Count == 0)
            polls++;
        _seen.Add($"{polls} polls");
        probe.Note($"{polls} polls");
        return polls;
    }

    public async Task<string> Yields()
    {
        var text = "a";
        await Task.Yield();
        text += "b";
        await Task.Delay(1);
        text += "c";
        _seen.Add(text);
        probe.Note(text);
        return text;
    }

    /// <summary>Waits for a call and for a delay at the same time, by a task each.</summary>
    public async Task<string> WhenAny(ActorHandle<Gatekeeper> slow, ActorHandle<Gatekeeper> fast)
    {
        var late = slow.Hold.Remote("late").AsTask();
        var delay = Task.Delay(20);
        var first = await Task.WhenAny(late, delay);
        var second = await fast.Answer.Remote("fast").AsTask();
        var said = $"{(ReferenceEquals(first, delay) ? "delay" : "call")} {second}";
        _seen.Add(said);
        probe.Note(said);
        return said;
    }

    public string Leave()
    {
        Ray.ExitActor();
        return "";
    }

    public string Failing(ActorHandle<Counter> counter)
    {
        string said;
        try
        {
            said = $"{Ray.Get(counter.Throw.Remote("no"))}";
        }
        catch (RayTaskException e)
        {
            said = $"{e.InnerException!.GetType().Name}: {e.InnerException.Message}";
        }

        _seen.Add(said);
        probe.Note(said);
        return said;
    }

    /// <summary>Reads refs that were passed as refs, within a list.</summary>
    public int SumOf(List<ObjectRef<int>> numbers, ObjectRef<int> more)
    {
        var sum = Ray.Get(numbers).Sum() + Ray.Get(more);
        _seen.Add($"sum {sum}");
        return sum;
    }

    public int CountAtChild()
    {
        _child ??= Counter.Remote(0);
        var count = Ray.Get(_child.Increment.Remote());
        _seen.Add($"child {count}");
        return count;
    }

    public ActorHandle<Counter> Child() => _child!;

    public int RunTask(int number)
    {
        var result = Ray.Get(Work.Tasks.Square.Remote(number));
        _seen.Add($"task {result}");
        probe.Note($"task {result}");
        return result;
    }

    /// <summary>Returns a ref that is answered later, if ever.</summary>
    public List<ObjectRef<string>> Promise(ActorHandle<Gatekeeper> slow) => [slow.Hold.Remote("kept")];

    [SuppressMessage("RayAkka", "RAY2010", Justification = "What the runtime says to code that does it all the same is tested.")]
    public Task<string> Elsewhere(ActorHandle<Counter> counter) => Task.Run(() =>
    {
        try
        {
            return $"{Ray.Get(counter.Increment.Remote())}";
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    });

    [SuppressMessage("RayAkka", "RAY2010", Justification = "What the runtime says to code that does it all the same is tested.")]
    public async Task<string> Unconfigured(ActorHandle<Counter> counter)
    {
        try
        {
            return $"{await counter.Increment.Remote().ConfigureAwait(false)}";
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }

    /// <summary>Not deterministic: what it calls depends on what the test says meanwhile.</summary>
    public int Fickle(ActorHandle<Counter> counter)
    {
        var said = probe.Notes.LastOrDefault();
        return said switch
        {
            "more" => Ray.Get(counter.Increment.Remote(2)),
            "none" => 0,
            _ => Ray.Get(counter.Increment.Remote(1)),
        };
    }

    public bool Find(string name)
    {
        bool found;
        try
        {
            _ = Ray.GetActor<Counter>(name);
            found = true;
        }
        catch (ArgumentException)
        {
            found = false;
        }

        _seen.Add($"{name} {found}");
        return found;
    }
}
