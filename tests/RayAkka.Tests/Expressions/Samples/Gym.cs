namespace RayAkka.Tests.Expressions.Samples;

/// <summary>A class of "other people": it knows nothing of RayAkka.</summary>
public class Gym : GymBase, IGym
{
    public Gym(string name) => Name = name;

    public Gym(string name, int seed)
        : this(name) => Seed = seed;

    public string Name { get; }

    public int Seed { get; set; }

    public int Steps { get; private set; }

    public int Field;

    public Gym Inner => this;

    public Func<int, int> Callback => x => x;

    public static int Shared { get; set; } = 3;

    public int this[int index] => index * 2;

    public int Step(int by) => Steps += by;

    public long StepLong(long by) => Steps += (int)by;

    public void Reset(List<int> log) => log.Add(Steps = 0);

    public int Sum(params int[] values) => values.Sum();

    public string Describe(object? thing) => $"{thing}";

    public int? Maybe(int? value) => value;

    public Money Pay(Money amount) => amount;

    public object? PassRef(ObjectRef<int> reference) => reference;

    public object? PassHandle(ActorHandle<Gym> handle) => handle;

    public bool Contains(bool answer) => answer;

    public T Echo<T>(T value) => value;

    public CancellationToken Seen { get; private set; }

    public int Token(int before, CancellationToken token)
    {
        Seen = token;
        return before;
    }

    public Task<int> StepAsync(int by) => Task.FromResult(Step(by));

    public async Task WaitAsync(Task? gate = null) => await (gate ?? Task.CompletedTask);

    public void LogValue(int value) => Steps = value;

    public Task NoResultAsync(int value) => value > 0 ? NoResultAsync() : Task.CompletedTask;

    public Task NoResultAsync()
    {
        Steps = 77;
        return Task.CompletedTask;
    }

    public ValueTask<int> StepValueAsync(int by) => new(Step(by));

    public ValueTask NoResultValueAsync()
    {
        Steps = 78;
        return default;
    }

#pragma warning disable MA0022, VSTHRD114 // the mistake is the point
    public Task<int> NullTask() => null!;
#pragma warning restore MA0022, VSTHRD114

    public int Fail(string message) => throw new InvalidDataException(message);

    public void Log()
    {
        Steps = -1;
    }

    public override string Who() => "gym";

    int IGym.Hidden() => 42;

    internal int Internal() => 5;

    public static int Fixed(int value) => value;
}
