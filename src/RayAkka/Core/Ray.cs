using RayAkka.Actors;
using RayAkka.Execution;
using RayAkka.Scheduling;

namespace RayAkka;

/// <summary>The door to everything: starts and ends a session, reads and waits for objects, finds and ends actors. Ray's module <c>ray</c>.</summary>
public static partial class Ray
{
    /// <summary>Whether a session is running.</summary>
    public static bool IsInitialized => RayRuntime.Current is { IsClosing: false };

    /// <summary>Where the code that asks is running: job, node, actor, task, what it holds.</summary>
    /// <exception cref="InvalidOperationException">Ray is not initialised.</exception>
    public static RuntimeContext RuntimeContext => new(Frame.Current?.Runtime ?? RayRuntime.Require(), Frame.Current);

    /// <summary>Starts a session in this process with one node.</summary>
    /// <param name="options">Options; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">A session is running already.</exception>
    /// <exception cref="ArgumentException">A value of the options is out of its range.</exception>
    public static void Init(RayOptions? options = null)
    {
        options ??= new RayOptions();
        string? gpuError = null;
        var node = options.ClusterPart == ClusterPart.Driver ? new NodeOptions { NumCpus = 0, NumGpus = 0 } : HeadNode.From(options, out gpuError);
        _ = NodeResources.Of(node);
        var runtime = RayRuntime.Start(options);
        if (gpuError is not null)
        {
            runtime.Log.GpuDetectionFailed(gpuError);
        }

        try
        {
            runtime.AddNodeAsync(node).AsTask().GetAwaiter().GetResult();
        }
        catch
        {
            Shutdown();
            throw;
        }
    }

    /// <summary>
    /// Ends the session: calls that did not end fail, CancellationTokens fire, actors are disposed within
    /// <see cref="RayOptions.GracefulShutdownTimeout"/>. Does nothing without a session.
    /// </summary>
    /// <exception cref="InvalidOperationException">Called by an actor or task, which would wait for its own end.</exception>
    public static void Shutdown()
    {
        if (RayRuntime.Current is { } runtime)
        {
            // On the pool: the caller may be in a context that the continuations would wait for.
            System.Threading.Tasks.Task.Run(runtime.ShutdownAsync).GetAwaiter().GetResult();
        }
    }

    /// <summary>Like <see cref="Shutdown"/>, without blocking.</summary>
    /// <exception cref="InvalidOperationException">Called by an actor or task, which would wait for its own end.</exception>
    public static Task ShutdownAsync() => RayRuntime.Current?.ShutdownAsync() ?? System.Threading.Tasks.Task.CompletedTask;

    /// <summary>The ids of the GPUs that the running actor or task was given, fixed for its life; empty elsewhere. Ray's <c>get_gpu_ids</c>.</summary>
    public static IReadOnlyList<int> GetGpuIds() => Frame.Current is { } frame ? (frame.Cell?.Grant ?? frame.Task?.Grant)?.GpuIds ?? [] : [];

    /// <summary>What the cluster has, by kind: "CPU", "GPU", "memory" in bytes, custom names.</summary>
    public static IReadOnlyDictionary<string, double> ClusterResources() =>
        Recovery.ReplaySession.Ask(static () => RayRuntime.Require().Scheduler.Total());

    /// <summary>What of <see cref="ClusterResources"/> is free now; a kind that is used up stays at 0.</summary>
    public static IReadOnlyDictionary<string, double> AvailableResources() =>
        Recovery.ReplaySession.Ask(static () => RayRuntime.Require().Scheduler.Available());

    /// <summary>The nodes of the cluster, those that are gone last.</summary>
    public static IReadOnlyList<NodeInfo> Nodes() => RayRuntime.Require().Nodes();
}
