using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Observability;

[Collection(RaySession.Name)]
public sealed class LogTests : IDisposable
{
    private readonly TextWriter _error = Console.Error;
    private readonly StringWriter _written = new();

    public void Dispose()
    {
        Ray.Shutdown();
        Console.SetError(_error);
        _written.Dispose();
    }

    [Fact]
    public async Task Logger_OfTheUser_GetsEverythingInOneCategory()
    {
        var logs = new RecordingLoggers();
        Ray.Init(new RayOptions { NumGpus = 0, LoggerFactory = logs });

        Ray.Kill(Counter.Remote(0));
        await Ray.ShutdownAsync();

        Assert.Equal(["RayAkka"], logs.Categories);
        Assert.Contains(logs.Entries, entry => entry.Level == LogLevel.Information && entry.Text.Contains("is up", StringComparison.Ordinal));
        Assert.Contains(logs.Entries, entry => entry.Level == LogLevel.Debug && entry.Text.Contains("Counter", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Logger_ByDefault_IsSilentWhenAllGoesWell()
    {
        Console.SetError(TextWriter.Synchronized(_written));
        Ray.Init(new RayOptions { NumGpus = 0 });

        var counter = Counter.Remote(0);
        await counter.Increment.Remote();
        Ray.Kill(counter);
        await Ray.ShutdownAsync();

        Assert.Empty(_written.ToString());
    }

    [Fact]
    public async Task Logger_ByDefault_WritesWarningsToTheErrorStream()
    {
        Console.SetError(TextWriter.Synchronized(_written));
        Ray.Init(new RayOptions { NumGpus = 0 });
        var node = await RayRuntime.Current!.AddNodeAsync(new NodeOptions { NumCpus = 1 });

        await RayRuntime.Current.KillNodeAsync(node);

        Assert.Contains($"RayAkka Warning: Node {node} is gone", _written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailedCall_ThatNobodyLookedAt_IsLoggedOnce()
    {
        var logs = new RecordingLoggers();
        Ray.Init(new RayOptions { NumGpus = 0, LoggerFactory = logs });
        await Fail();

        await Eventually.Collected(() => logs.Warnings.Any(), "the failure is logged");
        await Eventually.Collect();

        Assert.Contains("Functions.TakeAndThrow", Assert.Single(logs.Warnings), StringComparison.Ordinal);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task Fail()
    {
        var looked = Functions.Tasks.TakeAndThrow.Remote(new Token());
        var other = Functions.Tasks.TakeAndThrow.Remote(new Token());
        Ray.Wait([looked, other], numReturns: 2);
        Assert.Throws<RayTaskException>(() => Ray.Get(looked));
        return Task.CompletedTask;
    }
}
