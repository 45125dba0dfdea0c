namespace RayAkka;

/// <summary>What a node has.</summary>
public sealed record NodeOptions
{
    /// <summary>CPUs. Default null: the processors of the machine.</summary>
    public double? NumCpus { get; init; }

    /// <summary>GPUs. Default null: none for nodes of a test cluster, what is detected for the node of <c>Ray.Init</c>.</summary>
    public double? NumGpus { get; init; }

    /// <summary>Memory in bytes. Default null: what the process may use.</summary>
    public long? Memory { get; init; }

    /// <summary>
    /// How many bytes of large objects the node may hold in memory; see <see cref="RayOptions.ObjectStoreMemory"/>. The nodes of an embedded cluster
    /// share one process and one store: the amounts add up. Default null: what the session's options say.
    /// </summary>
    public long? ObjectStoreMemory { get; init; }

    /// <summary>Custom resources by name. Default none.</summary>
    public Dictionary<string, double> Resources { get; init; } = [];

    /// <summary>Labels. Default none.</summary>
    public Dictionary<string, string> Labels { get; init; } = [];

    internal IReadOnlyList<int>? GpuIds { get; init; }
}
