namespace RayAkka;

/// <summary>What a session is in a cluster of processes.</summary>
internal enum ClusterPart
{
    /// <summary>A node that hosts actors and tasks; a driver may run in it.</summary>
    Node = 0,

    /// <summary>A driver, which hosts nothing.</summary>
    Driver = 1,

    /// <summary>A driver, which hosts nothing; the nodes that are added run beside it in the same process.</summary>
    DriverBesideNodes = 2,
}
