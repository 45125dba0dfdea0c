using System.Runtime.CompilerServices;

namespace RayAkka.Conformance.Objects;

public abstract class UnobservedErrorTests(TestEngine engine) : EngineTests(engine)
{
    private readonly CapturedLogs _logs = new();

    protected override RayOptions Options => base.Options with { LoggerFactory = _logs };

    private int Told => _logs.Lines.Count(line => line.Contains("nobody looked", StringComparison.Ordinal));

    [Fact]
    public async Task FailedCall_NobodyLookedAt_IsLoggedOnce()
    {
        var actor = Counter.Remote(1);
        Drop(actor, 3);
        await Soon(actor.Value.Remote());
        await CollectUntilAsync(() => Told == 3);
        await CollectUntilAsync(static () => true);
        Assert.Equal(3, Told);
        Assert.Contains(_logs.Lines, line => line.StartsWith("Warning: Counter.Throw", StringComparison.Ordinal));
        GC.KeepAlive(actor);
    }

    [Fact]
    public async Task FailedCall_SomebodyLookedAt_IsNotLogged()
    {
        var actor = Counter.Remote(1);
        await LookAsync(actor);
        Drop(actor, 1);
        await Soon(actor.Value.Remote());
        await CollectUntilAsync(() => Told > 0);
        Assert.Equal(1, Told);
        GC.KeepAlive(actor);
    }

    [Fact]
    public async Task CallsOfAKilledActor_NobodyLookedAt_AreNotLogged()
    {
        var other = Counter.Remote(1);
        var killed = Counter.Remote(1);
        Ray.Kill(killed);
        Drop(killed, 5);
        Drop(other, 1);
        await Soon(other.Value.Remote());
        await CollectUntilAsync(() => Told > 0);
        Assert.Equal(1, Told);
        GC.KeepAlive((other, killed));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Drop(ActorHandle<Counter> actor, int count)
    {
        for (var i = 0; i < count; i++)
            _ = actor.Throw.Remote("nobody");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task LookAsync(ActorHandle<Counter> actor) =>
        await Assert.ThrowsAsync<RayTaskException>(async () => await actor.Throw.Remote("seen"));

    private static Task CollectUntilAsync(Func<bool> condition) => Until.TrueAsync(() =>
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return condition();
    });

    public sealed class Embedded() : UnobservedErrorTests(new EmbeddedTestEngine());

    public sealed class Verified() : UnobservedErrorTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : UnobservedErrorTests(new LossyTestEngine(output));
}
