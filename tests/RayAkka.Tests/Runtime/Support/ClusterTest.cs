using Microsoft.Extensions.Logging.Abstractions;
using RayAkka.Engine;
using RayAkka.Testing;
using RayAkka.Tests.Support;

namespace RayAkka.Tests.Runtime.Support;

/// <summary>A test of several nodes in this process. The clock stands still: what ends did not end by a time limit.</summary>
[Collection(RaySession.Name)]
public abstract class ClusterTest : IAsyncLifetime
{
    protected RayCluster Cluster { get; private set; } = null!;

    private protected ManualTimeProvider Time { get; } = new();

    protected virtual NodeOptions Head => new() { NumCpus = 4 };

    protected virtual RayOptions Options => new() { LoggerFactory = NullLoggerFactory.Instance };

    private protected static RayRuntime Session => RayRuntime.Current!;

    public async Task InitializeAsync() => Cluster = await RayCluster.StartAsync(Head, Options with { TimeProvider = Time });

    public Task DisposeAsync() => Cluster.DisposeAsync().AsTask().HurriedBy(Time);

    private protected static NodeHost HostOf(ClusterNode node) => Session.Hosts.Single(host => host.Id == node.NodeId);

    /// <summary>The error with which a ref fails, or null; fails the test if it does not settle.</summary>
    private protected static async Task<Exception?> Outcome(ObjectRef reference)
    {
        try
        {
            await reference.AsTask().Within();
            return null;
        }
        catch (RayException e)
        {
            return e;
        }
    }

    private protected static async Task<IReadOnlyList<Exception?>> Outcomes(IEnumerable<ObjectRef> references) =>
        await Task.WhenAll(references.Select(Outcome).ToArray());
}
