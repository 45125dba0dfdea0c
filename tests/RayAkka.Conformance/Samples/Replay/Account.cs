namespace RayAkka.Conformance.Samples;

/// <summary>An account that is replayed: it notes each run of each method on the probe, also those of a replay.</summary>
/// <param name="probe">Where it notes.</param>
/// <param name="name">Its name there.</param>
[Remote(Recovery = ActorRecovery.Replay)]
public class Account(Probe probe, string name)
{
    private long _balance;
    private int _calls;

    public long Add(long amount)
    {
        probe.Note($"{name} add {amount}");
        _calls++;
        return _balance += amount;
    }

    public long Balance() => _balance;

    public int Calls() => _calls;

    public NodeId Node() => Ray.RuntimeContext.NodeId;

    public ActorId Me() => Ray.RuntimeContext.ActorId;

    /// <summary>Arrives, and stays in each run.</summary>
    public async Task<long> StayAlways(CancellationToken token)
    {
        probe.Arrive();
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        return 0;
    }

    public int Refuse(string why)
    {
        probe.Note($"{name} refuse {why}");
        throw new InvalidOperationException(why);
    }

    /// <summary>Moves money, blocked until it is there.</summary>
    public long Pay(ActorHandle<Account> to, long amount)
    {
        probe.Note($"{name} pay {amount}");
        _balance -= amount;
        return Ray.Get(to.Add.Remote(amount));
    }

    /// <summary>Moves money, awaiting.</summary>
    public async Task<long> PayAsync(ActorHandle<Account> to, long amount)
    {
        probe.Note($"{name} pay {amount}");
        _balance -= amount;
        return await to.Add.Remote(amount);
    }

    /// <summary>Moves money to both, and stops before it is done until the gate is open.</summary>
    public async Task<long> PayBoth(ActorHandle<Account> first, ActorHandle<Account> second, long amount)
    {
        _balance -= 2 * amount;
        await first.Add.Remote(amount);
        probe.Note($"{name} half");
        if (probe.Arrive() == 1)
            await probe.WaitAsync();
        return await second.Add.Remote(amount);
    }

    /// <summary>Arrives, and stays in its first run.</summary>
    public async Task<long> Stay(CancellationToken token)
    {
        probe.Note($"{name} stay");
        if (probe.Arrive() == 1)
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        return ++_balance;
    }
}
