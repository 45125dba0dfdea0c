namespace RayAkka.Simulation.Workloads;

/// <summary>
/// A replayed actor: every call changes its state, and its result is a hash of the whole state, so that a call that is left out, put in, run twice or
/// run in another order in any incarnation shows in what the calls behind it return.
/// </summary>
/// <param name="actor">Its number in the <see cref="World"/>.</param>
[Remote(Recovery = ActorRecovery.Replay)]
public class Account(int actor) : IAccount, ICheckpointable<AccountState>
{
    private readonly int _incarnation = World.Current.Born(actor);
    private AccountState _state = new();

    AccountState IAccount.State => _state;

    public int Add(int call, int amount)
    {
        Begin(call);
        _state.Balance += amount;
        return End(call, amount);
    }

    /// <summary>Takes the result of another call.</summary>
    public int AddWith(int call, int seen)
    {
        Begin(call);
        return End(call, seen);
    }

    /// <summary>Asks the runtime for what is different each time, but for a replay.</summary>
    public int Ask(int call)
    {
        Begin(call);
        return End(call, HashOf(Ray.Now().Ticks, Ray.Random.Next(), Ray.NewId().ToString()));
    }

    public int Refuse(int call)
    {
        Begin(call);
        _ = End(call, 0);
        throw World.Current.Throw(call);
    }

    /// <summary>Awaits something that is not Ray's.</summary>
    public async Task<int> Rest(int call, int milliseconds)
    {
        Begin(call);
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), World.Current.Time);
        return End(call, milliseconds);
    }

    /// <summary>Moves money to another account.</summary>
    public async Task<int> Pay(int call, int number, ActorHandle<Account> other, int amount)
    {
        Begin(call);
        _state.Balance -= amount;
        return End(call, await Deposit(call, 0, number, other, amount));
    }

    /// <summary>Moves money to several at once, and looks which of them has it first.</summary>
    public async Task<int> PayAll(int call, int[] numbers, ActorHandle<Account>[] others, int milliseconds)
    {
        Begin(call);
        _state.Balance -= others.Length;
        var deposits = new List<ObjectRef<int>>();
        for (var i = 0; i < others.Length; i++)
            deposits.Add(Deposit(call, i, numbers[i], others[i], 1));
        var first = await Ray.WaitAsync(deposits, 1, TimeSpan.FromMilliseconds(milliseconds));
        var seen = first.Ready.Count == 0 ? 0 : 1 + deposits.IndexOf(first.Ready[0]);
        foreach (var deposit in deposits)
            seen = HashOf(seen, await deposit, "");
        return End(call, seen);
    }

    /// <summary>Calls an actor that is not replayed.</summary>
    public async Task<int> Count(int call, int number, ActorHandle<Tally> tally, int retries)
    {
        Begin(call);
        var nested = World.Current.Nested(call, 0, CallKind.Increment, World.ReplayedCallerOf(_incarnation), World.Current.Actors[number], retries);
        var seen = 0;
        try
        {
            seen = await World.Current.Submit(nested, () => tally.Increment.Options(new() { MaxTaskRetries = retries }).Remote(nested.Id));
        }
        catch (RayException e)
        {
            seen = e.GetType().Name.Length;
        }

        return End(call, seen);
    }

    AccountState ICheckpointable<AccountState>.TakeCheckpoint() => _state;

    void ICheckpointable<AccountState>.RestoreCheckpoint(AccountState state) => _state = state;

    private ObjectRef<int> Deposit(int call, int index, int number, ActorHandle<Account> other, int amount)
    {
        var nested = World.Current.Nested(call, index, CallKind.Add, World.ReplayedCallerOf(_incarnation), World.Current.Actors[number], retries: -1);
        return World.Current.Submit(nested, () => other.Add.Remote(nested.Id, amount));
    }

    private void Begin(int call)
    {
        World.Current.Begin(call, _incarnation);
        _state.Applied.Add(call);
    }

    private int End(int call, int seen)
    {
        _state.Digest = HashOf(_state.Digest, call, "") ^ HashOf(seen, _state.Balance, "");
        return World.Current.End(call, _state.Digest);
    }

    // The same in every process.
    private static int HashOf(long first, long second, string third)
    {
        var hash = 2166136261u;
        foreach (var value in (ReadOnlySpan<long>)[first, first >> 32, second, second >> 32])
            hash = (hash ^ (uint)value) * 16777619u;
        foreach (var c in third)
            hash = (hash ^ c) * 16777619u;
        return (int)hash;
    }
}
