using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Gpus;

public sealed class NoGpuTests : RayTest
{
    [Fact]
    public void Actor_ThatNeedsAGpu_FailsAtRemoteWithWhatIsMissing()
    {
        var error = Assert.Throws<ActorUnschedulableException>(() => GpuActor.Remote());

        Assert.Contains("needs 1 GPU; the cluster has 0", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, Session.Actors.Count);
    }

    [Fact]
    public void Function_ThatNeedsAGpu_FailsAtRemoteWithWhatIsMissing()
    {
        var error = Assert.Throws<TaskUnschedulableException>(() => WhereTasks.Tasks.Gpus.Remote());

        Assert.Contains("needs 1 GPU; the cluster has 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Actor_ThatNeedsMoreCpusThanAnyNodeHas_FailsAtRemote()
    {
        var error = Assert.Throws<ActorUnschedulableException>(() => Counter.Options(new ActorOptions { NumCpus = 5 }).Remote(0));

        Assert.Contains("5 CPU", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Actor_WhoseOptionsAskForNoGpu_RunsWithoutOne() =>
        Assert.Empty(await GpuActor.Options(new ActorOptions { NumGpus = 0 }).Remote().Gpus.Remote());

    [Fact]
    public void GetGpuIds_InTheDriver_IsEmpty() => Assert.Empty(Ray.GetGpuIds());
}
