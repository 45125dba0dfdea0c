#if AKKA_TLS
using Microsoft.Extensions.Logging.Abstractions;
using RayAkka.Cluster.Tests.Processes.Samples;
using RayAkka.Cluster.Tests.Processes.Support;
using RayAkka.Cluster.Tests.Security.Support;

namespace RayAkka.Cluster.Tests.Processes;

/// <summary>hocon/tls.conf on real processes.</summary>
public sealed class TlsProcessTests(TlsCluster cluster) : IClassFixture<TlsCluster>
{
    [Fact]
    public async Task Run_NodesWithTheTlsFile_AnswerADriverAndLetNoStrangerIn()
    {
        using var others = new CertificateFolder();
        var node = cluster.StartTlsNode("rayakka.resources.custom.seat=10");
        var stranger = cluster.StartTlsNode(others.Settings("stranger"));
        await node.RunningAsync();
        Ray.Init(new RayOptions { LoggerFactory = NullLoggerFactory.Instance }.UseAkkaCluster(ProcessCluster.Hocon("driver.conf"), cluster.DriverSettings));
        try
        {
            var witness = Witness.Options(new() { Resources = { ["main"] = 1 } }).Remote();
            var laborer = Laborer.Options(new() { Resources = { ["seat"] = 1 } }).Remote(witness);

            Assert.Equal(node.Id, await laborer.ProcessId.Remote().AsTask().WaitAsync(NodeProcess.Limit));
            var held = laborer.Hold.Remote();
            await witness.Arrived.Remote(1).AsTask().WaitAsync(NodeProcess.Limit);
            await witness.Open.Remote().AsTask().WaitAsync(NodeProcess.Limit);
            Assert.Equal(1, await held.AsTask().WaitAsync(NodeProcess.Limit));

            await cluster.RefusedSomebodyAsync();
            Assert.DoesNotContain("The node runs", stranger.Output, StringComparison.Ordinal);
            Assert.Equal(2, Ray.Nodes().Count);
        }
        finally
        {
            await Ray.ShutdownAsync();
        }
    }
}
#endif
