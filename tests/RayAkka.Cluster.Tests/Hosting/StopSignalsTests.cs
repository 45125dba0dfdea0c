using RayAkka.Cluster.Hosting;
using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Hosting;

public sealed class StopSignalsTests
{
    [Fact]
    public async Task Raise_Once_AsksForAnEnd_Twice_ForOneAtOnce()
    {
        using var signals = new StopSignals(CancellationToken.None);

        signals.Raise();
        await CancelledAsync(signals.Stop);
        Assert.False(signals.StopNow.IsCancellationRequested);

        signals.Raise();
        await CancelledAsync(signals.StopNow);
    }

    [Fact]
    public async Task Raise_AfterTheTokenAsked_IsTheFirstSignal()
    {
        using var token = new CancellationTokenSource();
        using var signals = new StopSignals(token.Token);
        await token.CancelAsync();
        await CancelledAsync(signals.Stop);

        signals.Raise();
        Assert.False(signals.StopNow.IsCancellationRequested);

        signals.Raise();
        await CancelledAsync(signals.StopNow);
    }

    [Fact]
    public void Raise_WhenNobodyWaitsAnyMore_DoesNothing()
    {
        var signals = new StopSignals(CancellationToken.None);
        signals.Dispose();

        signals.Raise();
    }

    private static async Task CancelledAsync(CancellationToken token)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = token.Register(cancelled.SetResult);
        await cancelled.Task.WaitAsync(Probe.Limit);
    }
}
