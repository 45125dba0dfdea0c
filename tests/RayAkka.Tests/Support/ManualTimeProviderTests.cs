namespace RayAkka.Tests.Support;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void Advance_SeveralTimers_FiresThemWhenDueInOrder()
    {
        Start("late", 3, period: null);
        Start("early", 1, period: null);
        Start("same", 3, period: null);

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["early@1"], _fired);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["early@1", "late@3", "same@3"], _fired);
        Assert.Equal(0, _time.ActiveTimers);
    }

    [Fact]
    public void Advance_PeriodicTimer_FiresEveryPeriodUntilDisposed()
    {
        using (Start("tick", 1, period: 2))
            _time.Advance(TimeSpan.FromSeconds(6));
        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(["tick@1", "tick@3", "tick@5"], _fired);
    }

    [Fact]
    public void Change_BeforeDue_ReplacesTheOldTime()
    {
        using var timer = Start("timer", 1, period: null);
        timer.Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Empty(_fired);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["timer@5"], _fired);
    }

    [Fact]
    public async Task Delay_Advanced_Completes()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(1), _time);
        Assert.False(delay.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(1));

        await delay;
    }

    private ITimer Start(string name, int due, int? period) => _time.CreateTimer(
        _ => _fired.Add($"{name}@{_time.GetElapsedTime(0).TotalSeconds}"),
        state: null,
        TimeSpan.FromSeconds(due),
        period is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan);
}
