using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Processes.Support;

/// <summary>A cluster of one node, a process that knows the suites' classes and has what the suites count on: four CPUs.</summary>
public sealed class ConformanceProcess : ProcessCluster
{
    public const string AllowedTypes = "rayakka.serialization.allowed-types=RayAkka.Conformance.*";

    private readonly ProbeServer _probes = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _probes.Dispose();
    }

    private protected override NodeProcess Start(params string[] arguments) =>
        NodeProcess.StartNode(_probes, [.. arguments, "rayakka.resources.cpu=4", AllowedTypes]);
}
