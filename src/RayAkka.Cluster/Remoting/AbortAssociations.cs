namespace RayAkka.Cluster.Remoting;

/// <summary>A management command of the <see cref="SocketTransport"/>: all its connections end at once, as in a broken network; Akka makes new ones. For tests.</summary>
internal sealed class AbortAssociations
{
    public static AbortAssociations Instance { get; } = new();
}
