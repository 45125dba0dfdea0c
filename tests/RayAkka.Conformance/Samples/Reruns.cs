namespace RayAkka.Conformance.Samples;

/// <summary>Remote functions that call an actor and are then lost in their first attempt: each arrives at the probe when it can be.</summary>
public static class Reruns
{
    /// <summary>Adds 1 and 2.</summary>
    [Remote]
    public static async Task<int> AddTwice(Probe probe, ActorHandle<Ledger> ledger, CancellationToken token)
    {
        await ledger.Add.Remote(1);
        var value = await ledger.Add.Remote(2);
        await StayInTheFirstAttempt(probe, token);
        return value;
    }

    /// <summary>Adds 1 in each attempt, then does something else in the second.</summary>
    [Remote]
    public static async Task<int> Differ(Probe probe, ActorHandle<Ledger> ledger, bool inArguments, bool looks, CancellationToken token)
    {
        await ledger.Add.Remote(1);
        var attempt = probe.Arrive();
        ObjectRef second = attempt == 1 ? ledger.Add.Remote(2) : inArguments ? ledger.Add.Remote(3) : ledger.Clear.Remote();
        if (attempt == 1)
        {
            await second;
            probe.Note("called");
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        }

        if (looks)
            await second;
        return await ledger.Value.Remote();
    }

    /// <summary>Answers its loss with one more call.</summary>
    [Remote]
    public static async Task<int> AddAndComplain(Probe probe, Probe ended, ActorHandle<Ledger> ledger, CancellationToken token)
    {
        await ledger.Add.Remote(1);
        try
        {
            await StayInTheFirstAttempt(probe, token);
        }
        catch (OperationCanceledException)
        {
            try
            {
                await ledger.Add.Remote(100);
            }
            catch (RayException)
            {
                ended.Arrive();
                throw;
            }
        }

        return await ledger.Add.Remote(2);
    }

    /// <summary>Throws behind its calls until the attempt of the number given.</summary>
    [Remote]
    public static async Task<int> AddUntil(Probe probe, ActorHandle<Ledger> ledger, int attempt)
    {
        await ledger.Add.Remote(1);
        var value = await ledger.Add.Remote(1);
        return probe.Arrive() < attempt ? throw new InvalidOperationException("not yet") : value;
    }

    [Remote]
    public static async Task<string> Refused(Probe probe, ActorHandle<Ledger> ledger, CancellationToken token)
    {
        try
        {
            await ledger.Refuse.Remote("no");
            return "";
        }
        catch (RayTaskException e)
        {
            await StayInTheFirstAttempt(probe, token);
            return e.InnerException!.Message;
        }
    }

    /// <summary>Waits for a call that does not end by itself.</summary>
    [Remote]
    public static async Task<int> AddSlowly(Probe probe, ActorHandle<Ledger> ledger, Probe gate)
    {
        probe.Arrive();
        return await ledger.AddSlowly.Remote(1, gate);
    }

    /// <summary>Sends its calls and does not wait for them.</summary>
    [Remote]
    public static async Task SendOnly(Probe probe, ActorHandle<Ledger> ledger, int calls, CancellationToken token)
    {
        for (var i = 1; i <= calls; i++)
            _ = ledger.Add.Remote(i);
        await StayInTheFirstAttempt(probe, token);
    }

    [Remote]
    public static async Task<int> AddMany(ActorHandle<Ledger> ledger, int calls)
    {
        var value = 0;
        for (var i = 0; i < calls; i++)
            value = await ledger.Add.Remote(1);
        return value;
    }

    /// <summary>Adds 1 twice before each of the gates.</summary>
    [Remote]
    public static async Task AddBetween(ActorHandle<Ledger> ledger, Probe[] gates)
    {
        foreach (var gate in gates)
        {
            await ledger.Add.Remote(1);
            await ledger.Add.Remote(1);
            await gate.PassAsync();
        }
    }

    /// <summary>Tells of the task that it submits, in each attempt.</summary>
    [Remote]
    public static async Task<TaskId> SubmitsATask(Probe probe, CancellationToken token)
    {
        var nested = (await ContextWork.Tasks.Read.Remote()).TaskId;
        probe.Note(nested.ToString());
        await StayInTheFirstAttempt(probe, token);
        return nested;
    }

    /// <summary>Passes an actor of its own making on.</summary>
    [Remote]
    public static async Task<int> PassesItsActor(Probe probe, ActorHandle<Ledger> ledger, CancellationToken token)
    {
        var own = Counter.Remote(5);
        await ledger.Take.Remote(own);
        await StayInTheFirstAttempt(probe, token);
        return await own.Value.Remote();
    }

    private static async Task StayInTheFirstAttempt(Probe probe, CancellationToken token)
    {
        if (probe.Arrive() == 1)
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
    }
}
