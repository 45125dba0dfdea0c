namespace RayAkka.Recovery.Stores;

/// <summary>Whose loss the contents of a store survive, and who can get at them.</summary>
internal enum StoreReach
{
    /// <summary>The loss of an actor or of a virtual node; they go with the process.</summary>
    Process,

    /// <summary>The end or crash of processes, and of the machine as long as its disk is there. Processes of one machine can share them.</summary>
    Machine,

    /// <summary>The loss of any machine but the one that keeps the store. Processes of all machines share them.</summary>
    Cluster,
}
