using RayAkka.Cluster.Tests.Processes.Support;
using RayAkka.Conformance.Engines;
using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Processes.Conformance;

/// <summary>A driver in this process and a node in another: what remote code shares with a test has crossed a process border.</summary>
internal sealed class ProcessTestEngine(ConformanceProcess cluster) : TestEngine
{
    public override bool HasWire => true;

    public override RayOptions Apply(RayOptions options) => options.UseAkkaCluster(
        ProcessCluster.Hocon("driver.conf"), [.. cluster.Overrides, ConformanceProcess.AllowedTypes, "rayakka.unschedulable-after=0 s"]);

    public override void Clear()
    {
        foreach (var name in Ray.IsInitialized ? Ray.ListNamedActors() : [])
        {
            Ray.Kill(Ray.GetActor<object>(name));
        }

        // A name is free when the actor's owner has ended it, which may be another process.
        Assert.True(SpinWait.SpinUntil(static () => !Ray.IsInitialized || Ray.ListNamedActors().Count == 0, Probe.Limit));
    }
}
