namespace RayAkka.Conformance.Samples;

/// <summary>Remote functions that the suites share.</summary>
public static class Work
{
    [Remote]
    public static int Square(int x) => x * x;

    [Remote]
    public static async Task<int> AddAsync(int a, int b)
    {
        await Task.Yield();
        return a + b;
    }

    [Remote]
    public static ValueTask<int> AddSoon(int a, int b) => new(a + b);

    [Remote]
    public static void Arrive(Probe probe) => probe.Arrive();

    [Remote]
    public static async Task ArriveAsync(Probe probe)
    {
        await Task.Yield();
        probe.Arrive();
    }

    [Remote]
    public static int Hold(Probe probe, int result = 0)
    {
        probe.Pass();
        return result;
    }

    [Remote]
    public static async Task<int> HoldAsync(Probe probe, int result = 0)
    {
        await probe.PassAsync();
        return result;
    }

    /// <summary>Waits for a call of its own at each depth.</summary>
    [Remote]
    public static int Depth(int n) => n == 0 ? 0 : 1 + Ray.Get(Work.Tasks.Depth.Remote(n - 1));

    [Remote]
    public static async Task<int> DepthAsync(int n) => n == 0 ? 0 : 1 + await Work.Tasks.DepthAsync.Remote(n - 1);

    [Remote]
    public static int Sum(int[] values) => values.Sum();

    [Remote]
    public static int Fail(string message) => throw new InvalidOperationException(message);

    [Remote]
    public static async Task<int> FailAsync(string message)
    {
        await Task.Yield();
        throw new InvalidOperationException(message);
    }

    [Remote]
    public static NodeId WhereAmI() => Ray.RuntimeContext.NodeId;
}
