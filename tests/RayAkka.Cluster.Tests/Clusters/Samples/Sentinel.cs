using System.Diagnostics;
using System.Globalization;
using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters.Samples;

/// <summary>An actor whose results say on which node they were made.</summary>
/// <param name="life">Told when one is made, with the time, and when one has told a station of itself.</param>
[Remote]
public class Sentinel(Probe life)
{
    private readonly NodeId _node = Begin(life);

    public NodeId Hold(Probe gate)
    {
        gate.Pass();
        return _node;
    }

    /// <summary>Tells a station whether this is a later incarnation than the first.</summary>
    public async Task<NodeId> Report(Probe gate, ActorHandle<Station> station)
    {
        gate.Pass();
        var told = station.Note.Remote(Ray.RuntimeContext.WasReconstructed ? 1 : 0);
        life.Note("told");
        await told;
        return _node;
    }

    private static NodeId Begin(Probe life)
    {
        life.Note(string.Create(CultureInfo.InvariantCulture, $"made {Stopwatch.GetTimestamp()}"));
        return Ray.RuntimeContext.NodeId;
    }
}
