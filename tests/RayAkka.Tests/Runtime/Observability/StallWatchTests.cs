using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;
using RayAkka.Tests.Support;

namespace RayAkka.Tests.Runtime.Observability;

public sealed class StallWatchTests : RayTest
{
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(15);

    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLoggers _logs = new();
    private readonly Latch _latch = new();

    protected override RayOptions Options => new() { NumCpus = 2, NumGpus = 0, TimeProvider = _time, LoggerFactory = _logs };

    [Fact]
    public async Task Call_StuckInGet_IsNamedOnceWithWhatItWaitsFor()
    {
        var never = Functions.Tasks.WaitAsync.Remote(_latch.Number);
        var stuck = Waiter.Remote().Get.Remote(_latch.Number, never);
        await _latch.Arrivals(2);

        var warning = await FirstWarning("Waiter.Get");
        _time.Advance(4 * s_tick);

        Assert.Contains("Functions.WaitAsync", warning, StringComparison.Ordinal);
        Assert.Single(_logs.Warnings, text => text.Contains("Waiter.Get", StringComparison.Ordinal));
        _latch.Open();
        await stuck;
    }

    [Fact]
    public async Task Call_StuckInAwait_IsNamed()
    {
        var never = Functions.Tasks.WaitAsync.Remote(_latch.Number);
        var stuck = Waiter.Remote().GetAsync.Remote(_latch.Number, never);
        await _latch.Arrivals(2);

        Assert.Contains("Functions.WaitAsync", await FirstWarning("Waiter.GetAsync"), StringComparison.Ordinal);

        _latch.Open();
        await stuck;
    }

    [Fact]
    public async Task Requests_ThatWaitForResources_AreNamed()
    {
        var busy = Functions.Tasks.Block.Options(new TaskOptions { NumCpus = 2 }).Remote(_latch.Number);
        await _latch.Arrivals();
        var task = Functions.Tasks.Square.Remote(3);
        var actor = Counter.Remote(0);

        Assert.Contains("1 CPU", await FirstWarning("Functions.Square"), StringComparison.Ordinal);
        Assert.Contains("1 CPU", await FirstWarning("Counter"), StringComparison.Ordinal);

        _latch.Open();
        await Ray.GetAsync([busy, task, actor.Increment.Remote()]);
    }

    [Fact]
    public async Task Calls_ThatGetOn_AreNotNamed()
    {
        for (var i = 0; i < 5; i++)
        {
            await Counter.Remote(0).Increment.Remote();
            _time.Advance(s_tick);
        }

        Assert.Empty(_logs.Warnings);
    }

    private async Task<string> FirstWarning(string who)
    {
        await Eventually.Holds(
            () =>
            {
                _time.Advance(s_tick);
                return _logs.Warnings.Any(text => text.Contains(who, StringComparison.Ordinal));
            },
            $"a warning names {who}");
        return _logs.Warnings.First(text => text.Contains(who, StringComparison.Ordinal));
    }
}
