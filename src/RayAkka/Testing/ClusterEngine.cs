namespace RayAkka.Testing;

/// <summary>
/// What a <see cref="RayCluster"/> runs on: by default virtual nodes in this process; with the package RayAkka.Cluster several members of an
/// Akka.NET cluster in this process, <c>AkkaClusterEngine.InProcess()</c>.
/// </summary>
public abstract class ClusterEngine
{
    private protected ClusterEngine()
    {
    }

    /// <summary>The options of a session that runs on this engine.</summary>
    internal abstract RayOptions Apply(RayOptions options);
}
