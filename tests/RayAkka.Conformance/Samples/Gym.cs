namespace RayAkka.Conformance.Samples;

/// <summary>A class that knows nothing of Ray, for the expression form.</summary>
public class Gym(string name)
{
    private int _steps;

    public string Name { get; } = name;

    public int Step(int action) => _steps += action;

    public void Reset() => _steps = 0;

    public async Task<int> StepTask(int action)
    {
        await Task.Yield();
        return _steps += action;
    }

    public async Task ResetTask()
    {
        await Task.Yield();
        _steps = 0;
    }

    public async ValueTask<int> StepValueTask(int action)
    {
        await Task.Yield();
        return _steps += action;
    }

    public ValueTask ResetValueTask()
    {
        _steps = 0;
        return default;
    }

    public int Fail(string message) => throw new InvalidOperationException(message);

    public int SucceedAt(Probe probe, int attempt) => Attempts.SucceedAt(probe, attempt);

    public Task UntilCancelled(Probe probe, CancellationToken token) => RefWork.UntilCancelled(probe, token);

    public int CountUnresolved(List<ObjectRef<int>> references) => RefWork.CountUnresolved(references);

    public static int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);

    public static async Task<int> FibTask(int n)
    {
        await Task.Yield();
        return Fib(n);
    }

    public static ValueTask<int> FibValueTask(int n) => new(Fib(n));

    public static Task Arrive(Probe probe)
    {
        probe.Arrive();
        return Task.CompletedTask;
    }
}
