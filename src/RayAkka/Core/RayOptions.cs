using Microsoft.Extensions.Logging;
using RayAkka.Engine;
using RayAkka.Recovery.Stores;

namespace RayAkka;

/// <summary>Options of <c>Ray.Init</c>. Everything has a default; <c>Ray.Init()</c> is enough on one machine.</summary>
public sealed record RayOptions
{
    /// <summary>The default of <see cref="GracefulShutdownTimeout"/>: 5 seconds.</summary>
    public static readonly TimeSpan DefaultGracefulShutdownTimeout = TimeSpan.FromSeconds(5);

    /// <summary>CPUs of the node. Default null: the processors of the machine.</summary>
    public double? NumCpus { get; init; }

    /// <summary>GPUs of the node. Default null: what NVML finds and CUDA_VISIBLE_DEVICES allows.</summary>
    public double? NumGpus { get; init; }

    /// <summary>Memory of the node in bytes. Default null: what the process may use.</summary>
    public long? Memory { get; init; }

    /// <summary>
    /// How many bytes of large objects (100 KB or more: results and values of <see cref="Ray.Put{T}"/>) this process may hold in memory. Beyond it the
    /// least recently used ones leave memory: what can be fetched or computed again is dropped, the others are written below
    /// <see cref="StoragePath"/> and read back when they are wanted. What readers have got is theirs and does not count, nor do small objects,
    /// structs and immutable objects other than strings. Default null: 30 % of the memory that the process may use, and a single
    /// larger object is let in. Ray's <c>object_store_memory</c>.
    /// </summary>
    public long? ObjectStoreMemory { get; init; }

    /// <summary>
    /// The folder for what this process keeps on disk; it is made if it is not there. Spilled objects lie in its sub-folder <c>spill</c> and are
    /// deleted when their last ref is gone, at the shutdown, or, if the process died, by the next one that starts. If it is set, an embedded cluster
    /// keeps the journals of its Replay actors in its file <c>journal.db</c> (SQLite, of the package RayAkka.Stores.Sqlite), unless another store was
    /// chosen: they, and detached actors with a name, survive the end of the process. Default null: journals stay in memory, and spilled objects lie in
    /// <c>rayakka-USER</c> in the system's folder for temporary files.
    /// </summary>
    public string? StoragePath { get; init; }

    /// <summary>
    /// How many bytes of tasks' calls and arguments are kept so that a large result that was lost can be computed again. The oldest are
    /// dropped first; a lost result of theirs fails with <see cref="ObjectReconstructionFailedException"/>. As much again is kept by each rebuilt actor with
    /// Recovery = Replay of large results of earlier incarnations, until they are asked for. Default 1 GiB, as Ray's <c>max_lineage_bytes</c>.
    /// </summary>
    public long MaxLineageBytes { get; init; } = 1L << 30;

    /// <summary>
    /// How many tasks in a row, each an argument of the next, may have to run again to compute one lost result. Default 1000.
    /// </summary>
    public int MaxLineageDepth { get; init; } = 1000;

    /// <summary>Custom resources by name. Default none.</summary>
    public Dictionary<string, double> Resources { get; init; } = [];

    /// <summary>Labels of the node. Default none.</summary>
    public Dictionary<string, string> Labels { get; init; } = [];

    /// <summary>The namespace of this job's actor names. Default null: a random one that no other job has.</summary>
    public string? Namespace { get; init; }

    /// <summary>Where logs go. Default null: warnings and errors go to the standard error stream, nothing else anywhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The clock of every time limit and timer. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How long an actor's disposal, and a shutdown, may take. Default 5 seconds.</summary>
    public TimeSpan GracefulShutdownTimeout { get; init; } = DefaultGracefulShutdownTimeout;

    /// <summary>
    /// How long a request that no node can ever satisfy may wait for one that can, before it fails. Default 0, since an embedded cluster gets
    /// no nodes by itself: such a request fails at the call.
    /// </summary>
    public TimeSpan UnschedulableAfter { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// The share of a node's resources in use, 0 to 1, up to which work is packed on the first nodes before it is spread. Default 0.5, as Ray's
    /// <c>scheduler_spread_threshold</c>.
    /// </summary>
    public double SpreadThreshold { get; init; } = 0.5;

    /// <summary>
    /// How many calls of one task an actor remembers until the task has ended for good, at least 1. A task that may be tried again (MaxRetries is
    /// not 0) makes its calls again in the next attempt; the actor answers those that it remembers and does not run them twice. A call beyond this
    /// number is refused: split the task, or set its MaxRetries to 0. Default 10,000.
    /// </summary>
    public int MaxRecordedCalls { get; init; } = 10_000;

    /// <summary>
    /// Whether every argument, result, exception and put object goes through the encoding with which a cluster sends it, so that what works in one process
    /// works on many: the receiver gets what would arrive, and what may not travel fails with the sentence that a cluster gives. For tests; it costs
    /// about what sending costs. Default false. Has no effect on a cluster, where what goes to another process is sent anyway. Ray has no counterpart: its
    /// objects are always serialised.
    /// </summary>
    public bool VerifyWire { get; init; }

    /// <summary>
    /// More types that may travel, by full name or by a prefix that ends in <c>*</c>: beside those that signatures of remote classes name. Default none. For
    /// <see cref="VerifyWire"/>; the processes of a cluster read <c>rayakka.serialization.allowed-types</c>, and these as well in the process that gives them.
    /// </summary>
    public IReadOnlyList<string> AllowedTypes { get; init; } = [];

    internal Func<IEngine>? EngineFactory { get; init; }

    /// <summary>Where journals are kept. Null: in the storage path, if there is one, else in memory.</summary>
    internal JournalChoice? Journal { get; init; }

    /// <summary>A store of journals that is open already, and stays open behind the session; null for that of <see cref="Journal"/>.</summary>
    internal IRecordStore? RecordStore { get; init; }

    /// <summary>What the disk of a folder has left, in bytes, for tests. Null: what the system says.</summary>
    internal Func<string, long>? FreeDiskBytes { get; init; }

    /// <summary>What the session is, over an engine of many processes.</summary>
    internal ClusterPart ClusterPart { get; init; }

    /// <summary>Whether nodes of this process may be lost, as in tests.</summary>
    internal bool MayLoseNodes { get; init; }

    /// <summary>What makes this session's ids unlike those of any other; null: a random number. A simulation gives the same ids each time.</summary>
    internal ulong? Scope { get; init; }

    /// <summary>How long a node that leaves waits for what runs on it. Null: the graceful shutdown timeout.</summary>
    internal TimeSpan? DrainTimeout { get; init; }

    internal void Validate()
    {
        if (GracefulShutdownTimeout <= TimeSpan.Zero || GracefulShutdownTimeout > Tasks.OptionRules.LongestTimeout)
        {
            throw new ArgumentException($"GracefulShutdownTimeout is {GracefulShutdownTimeout}; it must be more than zero and at most {Tasks.OptionRules.LongestTimeout.Days} days.");
        }

        if (UnschedulableAfter < TimeSpan.Zero)
        {
            throw new ArgumentException($"UnschedulableAfter is {UnschedulableAfter}; it must be zero or more.");
        }

        if (ObjectStoreMemory <= 0)
        {
            throw new ArgumentException($"ObjectStoreMemory is {ObjectStoreMemory}; it must be more than zero, or null for a share of the machine's memory.");
        }

        if (MaxLineageBytes < 0)
        {
            throw new ArgumentException($"MaxLineageBytes is {MaxLineageBytes}; it must be zero or more.");
        }

        if (MaxLineageDepth < 0)
        {
            throw new ArgumentException($"MaxLineageDepth is {MaxLineageDepth}; it must be zero or more.");
        }

        if (StoragePath is not null && string.IsNullOrWhiteSpace(StoragePath))
        {
            throw new ArgumentException("StoragePath is empty; give a folder, or leave it null.");
        }

        if (!(SpreadThreshold is >= 0 and <= 1))
        {
            throw new ArgumentException($"SpreadThreshold is {SpreadThreshold}; it must be between 0 and 1.");
        }

        if (MaxRecordedCalls < 1)
        {
            throw new ArgumentException($"MaxRecordedCalls is {MaxRecordedCalls}; it must be 1 or more.");
        }

        Tasks.OptionRules.Name(Namespace, nameof(Namespace));
    }
}
