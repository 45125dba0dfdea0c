namespace RayAkka.Cluster.Hosting;

/// <summary>How a node process ended: its exit code.</summary>
internal enum NodeExit
{
    /// <summary>It was told to end.</summary>
    Left = 0,

    /// <summary>The cluster could not be joined.</summary>
    NotJoined = 1,

    /// <summary>Its configuration is wrong.</summary>
    WrongConfiguration = 2,

    /// <summary>The cluster has put it out; started again it may join anew.</summary>
    Expelled = 3,
}
