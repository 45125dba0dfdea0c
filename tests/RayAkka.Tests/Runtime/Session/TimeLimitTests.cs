using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Session;

public sealed class TimeLimitTests : RayTest
{
    public static TheoryData<TimeSpan> Endless => [Timeout.InfiniteTimeSpan, TimeSpan.MaxValue, TimeSpan.FromDays(60)];

    [Theory]
    [MemberData(nameof(Endless))]
    public async Task Limit_Endless_IsNoLimit(TimeSpan limit)
    {
        var latch = new Latch();
        var call = Functions.Tasks.WaitAsync.Options(new() { Timeout = limit }).Remote(latch.Number);
        await latch.Arrivals();
        var reading = Ray.GetAsync(call, limit);
        var waiting = Ray.WaitAsync([call], timeout: limit);
        latch.Open();

        Assert.Equal(latch.Number, await reading.Within());
        _ = Assert.Single((await waiting.Within()).Ready);
        Assert.Equal(latch.Number, Ray.Get(call, limit));
    }

    [Fact]
    public void Limit_Negative_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => { _ = Ray.Get([Ray.Put(1)], TimeSpan.FromSeconds(-2)); });
        Assert.Contains("zero or more", error.Message, StringComparison.Ordinal);
    }
}
