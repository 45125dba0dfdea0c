namespace RayAkka.Simulation.Workloads;

/// <summary>A flow of the driver that makes calls of all kinds and awaits them, now or later.</summary>
internal sealed class Client(World world, Chance chance)
{
    private const string Caller = "driver";
    private readonly List<CallEntry> _open = [];

    public async Task RunAsync()
    {
        for (var i = 0; i < world.Scenario.Operations; i++)
        {
            if (world.IsClosing)
                break;
            Act();
            if (_open.Count > 0 && chance.Happens(0.3))
                await AwaitAsync(chance.Below(_open.Count));
            if (_open.Count > 1 && chance.Happens(0.1))
                await Ray.WaitAsync(_open.ConvertAll(call => call.Reference), chance.Between(1, _open.Count), Wait());
            if (chance.Happens(0.05))
                await BurstAsync();
            if (chance.Happens(0.1))
                await Task.Delay(Pause(), world.Time);
        }

        while (_open.Count > 0)
            await AwaitAsync(_open.Count - 1);
    }

    public static void CreateActor(World world, Chance chance)
    {
        if (chance.Happens(world.Scenario.Replayed))
        {
            var account = world.AddActor(chance.Happens(0.1) ? 3 : -1, 1, null, isReplay: true);
            account.Handle = Account.Options(new() { MaxRestarts = account.MaxRestarts, CheckpointEvery = chance.Of(0, 0, 1, 2, 5), NumCpus = chance.Of(0, 0, 0.5) }).Remote(account.Number);
            return;
        }

        var name = chance.Happens(0.2) ? $"tally {world.Actors.Count}" : null;
        var actor = world.AddActor(chance.Of(0, 0, 1, 3, -1, -1), chance.Of(1, 1, 1, 1, 3), name);
        actor.Handle = Tally.Options(new()
        {
            Name = name,
            MaxRestarts = actor.MaxRestarts,
            MaxConcurrency = actor.MaxConcurrency,
            MaxTaskRetries = 0,
            NumCpus = chance.Of(0, 0, 0.5, 1),
        }).Remote(actor.Number);
    }

    // So many refs at once that they are not waited for one by one.
    private async Task BurstAsync()
    {
        var actor = world.Actors[chance.Below(world.Actors.Count)];
        var first = _open.Count;
        for (var i = 0; i < 20; i++)
        {
            if (actor.IsReplay)
                Make(CallKind.Add, actor, -1, null, (call, options) => actor.Account.Add.Options(options).Remote(call.Id, 0));
            else
                Make(CallKind.Increment, actor, 0, null, (call, options) => actor.Tally.Increment.Options(options).Remote(call.Id));
        }

        try
        {
            await Ray.GetAsync(_open[first..].ConvertAll(call => call.Reference));
        }
        catch (RayException)
        {
            // Checked when the ref was resolved.
        }

        _open.RemoveRange(first, _open.Count - first);
    }

    private async Task AwaitAsync(int index)
    {
        var call = _open[index];
        _open.RemoveAt(index);
        try
        {
            await call.Reference;
        }
        catch (RayException)
        {
            // Checked when the ref was resolved.
        }
    }

    private void Act()
    {
        var what = chance.Below(100);
        if (what < 4)
        {
            CreateActor(world, chance);
            return;
        }

        var actor = world.Actors[chance.Below(world.Actors.Count)];
        var retries = chance.Of(0, 0, 1, 3, -1);
        TimeSpan? timeout = chance.Happens(0.1) ? Wait() : null;
        if (actor.Name is { } name && chance.Happens(0.3))
            Look(actor, name);
        if (actor.IsReplay && what < 87)
        {
            ActOn(actor, chance.Happens(0.15) ? retries : -1, timeout);
            return;
        }

        switch (what)
        {
            case < 40:
                Make(CallKind.Increment, actor, retries, timeout, (call, options) => actor.Tally.Increment.Options(options).Remote(call.Id));
                break;
            case < 55:
                var milliseconds = chance.Of(0, 1, 10, 100, 2000);
                Make(CallKind.Slow, actor, retries, timeout, (call, options) => actor.Tally.Slow.Options(options).Remote(call.Id, milliseconds));
                break;
            case < 63:
                var failures = chance.Between(1, 2);
                Make(CallKind.Flaky, actor, retries, timeout, (call, options) => actor.Tally.Flaky.Options(options).Remote(call.Id, failures), chance.Happens(0.7));
                break;
            case < 72 when _open.Count > 0:
                var before = _open[chance.Below(_open.Count)];
                Make(CallKind.Increment, actor, retries, timeout, (call, options) => actor.Tally.Add.Options(options).Remote(call.Id, before.Reference), dependsOn: before);
                break;
            case < 76:
                var restarts = chance.Of(0, 1, -1);
                Make(CallKind.Bear, actor, retries, timeout, (call, options) => actor.Tally.Bear.Options(options).Remote(call.Id, restarts, retries));
                break;
            case < 83:
                var others = Others(actor.Number + 1);
                Make(CallKind.Forward, actor, retries, timeout, (call, options) => actor.Tally.Forward.Options(options)
                    .Remote(call.Id, others.ConvertAll(other => other.Number).ToArray(), others.ConvertAll(other => other.Tally).ToArray(), retries));
                break;
            case < 84:
                actor.MayHaveEnded ??= "it left";
                Make(CallKind.Exit, actor, 0, timeout, (call, options) => actor.Tally.Exit.Options(options).Remote(call.Id));
                break;
            case < 87:
                Make(CallKind.Stay, actor, 0, Wait(), (call, options) => actor.Tally.Stay.Options(options).Remote(call.Id));
                break;
            default:
                MakeTask(retries, timeout);
                break;
        }
    }

    private void ActOn(ActorEntry actor, int retries, TimeSpan? timeout)
    {
        var amount = chance.Between(1, 20);
        var others = Accounts(actor.Number + 1);
        switch (chance.Below(100))
        {
            case < 10:
                Make(CallKind.Ask, actor, retries, timeout, (call, options) => actor.Account.Ask.Options(options).Remote(call.Id));
                break;
            case < 15:
                Make(CallKind.Refuse, actor, retries, timeout, (call, options) => actor.Account.Refuse.Options(options).Remote(call.Id));
                break;
            case < 22:
                var milliseconds = chance.Of(0, 1, 10, 100, 2000);
                Make(CallKind.Rest, actor, retries, timeout, (call, options) => actor.Account.Rest.Options(options).Remote(call.Id, milliseconds));
                break;
            case < 45 when others.Count > 0:
                Make(CallKind.Pay, actor, retries, timeout, (call, options) => actor.Account.Pay.Options(options).Remote(call.Id, others[0].Number, others[0].Account, amount));
                break;
            case < 55 when others.Count > 0:
                var limit = chance.Of(0, 1, 50, 1000);
                Make(CallKind.PayAll, actor, retries, timeout, (call, options) => actor.Account.PayAll.Options(options)
                    .Remote(call.Id, others.ConvertAll(other => other.Number).ToArray(), others.ConvertAll(other => other.Account).ToArray(), limit));
                break;
            case < 65 when Others(0) is [var tally, ..]:
                Make(CallKind.Count, actor, retries, timeout, (call, options) => actor.Account.Count.Options(options).Remote(call.Id, tally.Number, tally.Tally, retries));
                break;
            case < 72 when _open.Count > 0:
                var before = _open[chance.Below(_open.Count)];
                Make(CallKind.Add, actor, retries, timeout, (call, options) => actor.Account.AddWith.Options(options).Remote(call.Id, before.Reference), dependsOn: before);
                break;
            default:
                Make(CallKind.Add, actor, retries, timeout, (call, options) => actor.Account.Add.Options(options).Remote(call.Id, 0));
                break;
        }
    }

    private void MakeTask(int retries, TimeSpan? timeout)
    {
        var call = world.AddCall(CallKind.Task, Caller, null, retries, timeout);
        var options = new TaskOptions { MaxRetries = retries, Timeout = timeout, NumCpus = chance.Of(0, 0.5, 1) };
        switch (chance.Below(3))
        {
            case 0:
                Submit(call, () => Jobs.Tasks.Compute.Options(options).Remote(call.Id));
                break;
            case 1:
                var milliseconds = chance.Of(0, 1, 10, 100, 2000);
                Submit(call, () => Jobs.Tasks.Rest.Options(options).Remote(call.Id, milliseconds));
                break;
            default:
                var others = Others(0);
                Submit(call, () => Jobs.Tasks.Visit.Options(options)
                    .Remote(call.Id, others.ConvertAll(other => other.Number).ToArray(), others.ConvertAll(other => other.Tally).ToArray(), retries));
                break;
        }
    }

    private void Make(
        CallKind kind, ActorEntry actor, int retries, TimeSpan? timeout, Func<CallEntry, CallOptions, ObjectRef<int>> remote, bool retriesExceptions = false, CallEntry? dependsOn = null)
    {
        var call = world.AddCall(kind, Caller, actor, retries, timeout, retriesExceptions, dependsOn);
        Submit(call, () => remote(call, new CallOptions { MaxTaskRetries = retries, Timeout = timeout, RetryExceptions = retriesExceptions }));
    }

    private void Submit(CallEntry call, Func<ObjectRef<int>> remote)
    {
        try
        {
            _ = world.Submit(call, remote);
            _open.Add(call);
        }
        catch (Exception e) when (world.IsClosing || call.Actor is { IsDropped: true } || (world.LostNodes > 0 && e is RayException))
        {
            // It was never submitted.
        }
    }

    private void Look(ActorEntry actor, string name)
    {
        try
        {
            if (!Ray.GetActor<Tally>(name).Equals(actor.Handle))
                throw world.Simulator.Break($"The name of {actor} leads to another actor.");
        }
        catch (ArgumentException) when (Ray.StateOf(actor.Handle!) == ActorState.Dead)
        {
            // A dead actor has no name.
        }
    }

    // Only actors behind the given one are called by it, so no calls wait for each other in a circle.
    private List<ActorEntry> Others(int first) => Behind(first, isReplay: false);

    private List<ActorEntry> Accounts(int first) => Behind(first, isReplay: true);

    private List<ActorEntry> Behind(int first, bool isReplay)
    {
        var others = new List<ActorEntry>();
        for (var left = chance.Between(0, 3); left > 0 && first < world.Actors.Count; left--)
        {
            var other = world.Actors[chance.Between(first, world.Actors.Count - 1)];
            if (other.IsReplay == isReplay)
                others.Add(other);
        }

        return others;
    }

    private TimeSpan Wait() => TimeSpan.FromMilliseconds(chance.Of(1, 20, 300, 5000));

    private TimeSpan Pause() => TimeSpan.FromMilliseconds(chance.Of(0, 1, 50, 1000));
}
