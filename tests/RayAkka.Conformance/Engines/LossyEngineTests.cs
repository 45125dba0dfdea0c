using Xunit.Abstractions;

namespace RayAkka.Conformance.Engines;

/// <summary>That the lossy engine is as bad as it says: a suite that passes over a good one would show nothing.</summary>
public class LossyEngineTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Calls_HalfOfEverythingLost_AreDoneOnceAndInOrder(int seed)
    {
        var engine = new LossyTestEngine(output, seed, new Losses(Drop: 0.4, Repeat: 0.4, Delay: 0.1, Window: 64));
        Ray.Init(engine.Apply(new RayOptions { NumCpus = 4, NumGpus = 0 }));
        try
        {
            var target = Sequencer.Remote();
            var drives = Enumerable.Range(1, 4).Select(caller => Callers.Tasks.Drive.Remote(target, caller, 100)).ToArray();
            await Ray.GetAsync(drives, Probe.Limit);
            for (var caller = 1; caller <= 4; caller++)
                Assert.Equal((100, 0), await Ray.GetAsync(target.Report.Remote(caller), Probe.Limit));
            Assert.True(engine.Latest.Dropped > 100 && engine.Latest.Repeated > 100, "The engine loses and repeats too little.");
            Assert.True(engine.Latest.Overtaken > 100 && engine.Latest.Delayed > 10, "The engine reorders and delays too little.");
        }
        finally
        {
            await Ray.ShutdownAsync().WaitAsync(Probe.Limit);
            engine.Verify();
        }
    }
}
