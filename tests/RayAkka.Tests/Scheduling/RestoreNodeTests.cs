using System.Collections.ObjectModel;
using RayAkka.Scheduling;

namespace RayAkka.Tests.Scheduling;

public sealed class RestoreNodeTests
{
    [Fact]
    public void RestoreNode_WithHoldings_CountsThemBeforeItPlacesWhatWaits()
    {
        using var cluster = new SchedulerFixture();
        var request = cluster.Submit(gpu: 1);

        var grants = Restore(cluster, Held([3, 5], cpu: 1, gpu: 2), Held([9], gpu: 0.5));

        Assert.Equal([8], request.Grant!.GpuIds);
        Assert.Equal(0.5, cluster.Scheduler.Available()["GPU"]);
        Assert.Equal(3, cluster.Scheduler.Available()["CPU"]);
        foreach (var grant in grants)
            cluster.Scheduler.Release(grant!);
        cluster.Release(request);
        Assert.Equal(cluster.Scheduler.Total(), cluster.Scheduler.Available());
    }

    [Fact]
    public void RestoreNode_WithAHoldingThatIsTakenOrNotThere_LeavesItOutWhole()
    {
        using var cluster = new SchedulerFixture();

        var grants = Restore(
            cluster, Held([3], cpu: 1, gpu: 1), Held([3, 5], gpu: 2), Held([4], gpu: 1), Held([5], gpu: 1, tpu: 1), Held([], memory: 101), Held([5, 5], gpu: 2));

        Assert.Equal([true, false, false, false, false, false], grants.Select(grant => grant is not null));
        Assert.Equal(3, cluster.Scheduler.Available()["GPU"]);
        Assert.Equal(100, cluster.Scheduler.Available()["memory"]);
    }

    [Fact]
    public void RestoreNode_WithHoldersThatWait_TakesTheirCpuWhenTheyGoOn()
    {
        using var cluster = new SchedulerFixture();
        var grants = Restore(cluster, Held([], cpu: 3), new Holding(SchedulerFixture.Set(cpu: 3), ReadOnlyCollection<int>.Empty, IsBlocked: true));
        Assert.Equal(1, cluster.Scheduler.Available()["CPU"]);

        cluster.Scheduler.Unblock(grants[1]!);
        Assert.Equal(0, cluster.Scheduler.Available()["CPU"]);
        cluster.Scheduler.Release(grants[0]!);
        Assert.Equal(1, cluster.Scheduler.Available()["CPU"]);
    }

    private static Holding Held(int[] gpuIds, double cpu = 0, double gpu = 0, long memory = 0, double tpu = 0) =>
        new(SchedulerFixture.Set(cpu, gpu, memory, tpu), Array.AsReadOnly(gpuIds), IsBlocked: false);

    private static LedgerGrant?[] Restore(SchedulerFixture cluster, params Holding[] holdings) => cluster.Scheduler.RestoreNode(
        new NodeLedger(cluster.NextNode, SchedulerFixture.Set(4, 4, 100), SchedulerFixture.Labels(), [3, 5, 8, 9]), holdings);
}
