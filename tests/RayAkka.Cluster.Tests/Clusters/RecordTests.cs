using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Conformance.Samples;
using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>The records of a task's calls in one process, while the task belongs to another.</summary>
public sealed class RecordTests : ClusterTests
{
    [Fact]
    public async Task TaskOfAnotherProcess_ItsProcessDies_TheRecordsGo()
    {
        var probe = Probe.Create();
        var ledger = Ledger.Options(On("c")).Remote(Probe.Create());
        _ = Submitter.Tasks.AddTwiceOn.Options(TaskOn("a") with { MaxRetries = 0 }).Remote("b", probe, ledger);
        await probe.ArrivedAsync();
        Assert.Equal((2, 1), await Soon(ledger.Records.Remote()));

        await KillAsync(A);
        using var limit = new CancellationTokenSource(Limit);
        while (await Soon(ledger.Records.Remote()) != (0, 0))
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task ManyTasks_OfOneProcess_TheirEndsAreTold()
    {
        var ledger = Ledger.Options(On("c")).Remote(Probe.Create());
        var tasks = Enumerable.Range(0, 50).Select(_ => Reruns.Tasks.AddMany.Options(TaskOn("b") with { NumCpus = 0 }).Remote(ledger, 3)).ToArray();
        await Soon(tasks);
        using var limit = new CancellationTokenSource(Limit);
        while (await Soon(ledger.Records.Remote()) != (0, 0))
        {
            limit.Token.ThrowIfCancellationRequested();
        }

        Assert.Equal(150, await Soon(ledger.Value.Remote()));
    }
}
