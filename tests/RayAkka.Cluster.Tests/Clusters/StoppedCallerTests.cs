using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Conformance.Samples;
using RayAkka.Conformance.Support;
using RayAkka.Recovery.Stores;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>What others keep of the calls of a replayed actor that was stopped, and that can be made again from its journal.</summary>
public sealed class StoppedCallerTests : ClusterTests
{
    private readonly MemoryRecordStore _store = new();
    private readonly Probe _mood = Probe.Create();
    private readonly Probe _gate = Probe.Create();

    protected override RayOptions Options => base.Options with { RecordStore = _store };

    [Fact]
    public async Task MadeAgain_ItsCallThatWasUnderWay_IsAnsweredFromTheRecord()
    {
        var payee = ReplayedPayee.Options(On("c")).Remote();
        var moody = Moody.Options(new() { Name = "m", Resources = new() { ["b"] = 1 } }).Remote(_mood);
        var paid = moody.Pay.Remote(payee, Payee.Remote(), _gate, 5);
        await _gate.ArrivedAsync();
        await _mood.ArrivedAsync();
        _mood.Note("not now");
        Ray.Kill(moody, noRestart: false);
        Assert.Contains("where its journal has", (await Outcome(paid))!.Message, StringComparison.Ordinal);
        _gate.Open();
        Ray.Kill(payee, noRestart: false);
        Assert.Equal(1, await Soon(payee.Recorded.Remote()));

        _mood.Note("as before");

        Assert.Equal(5, await Soon(Ray.GetActor<Moody>("m").Paid.Remote()));
        Assert.Equal(5, await Soon(payee.Add.Remote(0)));
    }
}
