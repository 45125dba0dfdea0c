using System.Net;
using RayAkka.Cluster.Hosting;
using RayAkka.Cluster.Serialization;
using RayAkka.Conformance.Engines;
using RayAkka.Recovery.Stores;
using RayAkka.Wire;

namespace RayAkka.Cluster.Tests.Conformance;

/// <summary>A driver and its nodes, each an ActorSystem of its own in this process, so that everything between them is encoded and sent.</summary>
public sealed class AkkaTestEngine(bool dataConnections) : TestEngine
{
    public override bool HasWire => true;

    /// <summary>The store that all nodes share, as they do a database.</summary>
    internal override MemoryRecordStore Store { get; } = new();

    public override RayOptions Apply(RayOptions options)
    {
        var settings = new AkkaEngineSettings
        {
            Values = new HyperionValueCodec(),
            ForOneProcess = true,
            BucketsPerNode = 4,
            AllowedTypes = ["RayAkka.Conformance.*"],
        };
        return ClusterSession.Over(
            options with { RecordStore = Store }, dataConnections ? ClusterSession.WithDataConnections(settings, IPAddress.Loopback) : settings, ClusterPart.DriverBesideNodes);
    }
}
