namespace RayAkka.Tests.Expressions.Samples;

public static class Functions
{
    [Remote(NumCpus = 0.5, MaxRetries = 0, RetryExceptions = true)]
    [Resource("disk", 1)]
    [Label("rack", "7")]
    public static int Function(int value) => value;

    [Remote]
    public static int BareFunction(int value) => value;

    public static int Unmarked(int value) => value;

    public static void Nothing() => Gym.Shared = 9;

    public static Task<int> FunctionAsync(int value) => Task.FromResult(value);

    public static void Nothing(int value) => Gym.Shared = value;

    public static Task NothingAsync(int value) => value > 0 ? NothingAsync() : Task.CompletedTask;

    public static Task NothingAsync() => Task.CompletedTask;

    public static ValueTask<int> FunctionValueAsync(int value) => new(value);

    public static ValueTask NothingValueAsync() => default;

    public static int Property => 11;
}
