using RayAkka.Cluster.Tests.Security.Support;

namespace RayAkka.Cluster.Tests.Processes.Support;

/// <summary>A head whose connections are encrypted. Each node has a certificate of its own, signed by one authority.</summary>
public sealed class TlsCluster : ProcessCluster
{
    private readonly CertificateFolder _certificates = new();
    private int _last;

    /// <summary>What stands above hocon/driver.conf.</summary>
    public string[] DriverSettings => [.. Overrides, .. _certificates.Settings("driver")];

    /// <summary>Starts a node with hocon/tls.conf.</summary>
    /// <param name="settings">What stands above the file.</param>
    internal NodeProcess StartTlsNode(params string[] settings) => StartNode("tls.conf", settings);

    /// <summary>Completes when the head has logged that somebody is not let in.</summary>
    public Task RefusedSomebodyAsync() => Head.WroteAsync("Rejected incoming connection");

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _certificates.Dispose();
    }

    // What comes last on the command line counts.
    private protected override NodeProcess Start(params string[] arguments) =>
        NodeProcess.StartNode([arguments[0], .. _certificates.Settings($"node-{++_last}"), .. arguments[1..]]);
}
