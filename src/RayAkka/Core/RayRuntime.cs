using System.Collections.Concurrent;
using System.Security.Cryptography;
using RayAkka.Actors;
using RayAkka.Diagnostics;
using RayAkka.Engine;
using RayAkka.Execution;
using RayAkka.Scheduling;
using RayAkka.Tasks;

namespace RayAkka;

/// <summary>
/// What exists between Init and Shutdown: the driver, the actors, the nodes of this process, the scheduler and the engine. It is the only
/// place that knows whether a node is reached directly or through envelopes.
/// </summary>
internal sealed class RayRuntime : IEngineEvents
{
    private const int MaxKnownShapes = 1024;
    private static RayRuntime? s_current;

    private readonly ConcurrentDictionary<NodeId, NodeHost> _hosts = new();
    private readonly ConcurrentDictionary<NodeId, NodeConnection> _connections = new();
    private readonly ConcurrentDictionary<NodeId, NodeService> _services = new();
    private readonly ConcurrentDictionary<NodeId, NodeInfo> _gone = new();
    private readonly ConcurrentDictionary<ResourceShape, long> _feasible = new();
    private readonly ulong _scope = RandomNumber();
    private readonly StallWatch _stallWatch;
    private Task? _shutdown;
    private long _numbers;
    private long _membership;

    private RayRuntime(RayOptions options)
    {
        options.Validate();
        Options = options;
        Time = options.TimeProvider;
        JobId = new JobId(0, _scope);
        DriverId = new NodeId(_scope, NextCallerNumber());
        Namespace = options.Namespace ?? $"anonymous-{_scope:x16}";
        Log = new RayLog(options.LoggerFactory);
        Telemetry = new RayTelemetry(this);
        Scheduler = new ClusterScheduler(Time, options.UnschedulableAfter, options.SpreadThreshold);
        Driver = new Frame(this, NextCallerNumber());
        Engine = (options.EngineFactory ?? EngineRegistry.Default!)();
        _stallWatch = new StallWatch(this);
    }

    public static RayRuntime? Current => Volatile.Read(ref s_current);

    public RayOptions Options { get; }

    public TimeProvider Time { get; }

    public JobId JobId { get; }

    public NodeId DriverId { get; }

    public string Namespace { get; }

    public RayLog Log { get; }

    public RayTelemetry Telemetry { get; }

    public ClusterScheduler Scheduler { get; }

    public Frame Driver { get; }

    public IEngine Engine { get; }

    public ActorDirectory Actors { get; } = new();

    public bool IsClosing { get; private set; }

    public ICollection<NodeHost> Hosts => _hosts.Values;

    /// <summary>The session of the running actor or task, else the one that Init started.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static RayRuntime Require()
    {
        var runtime = Frame.Current?.Runtime ?? Current ?? throw new InvalidOperationException("Ray is not initialised; call Ray.Init() first.");
        return runtime.IsClosing ? throw new InvalidOperationException("Ray was shut down; call Ray.Init() to start again.") : runtime;
    }

    /// <summary>Starts a session and makes it the current one.</summary>
    public static RayRuntime Start(RayOptions options)
    {
        if (Current is not null)
        {
            throw new InvalidOperationException("Ray is already initialised; call Ray.Shutdown() before another Ray.Init().");
        }

        var runtime = new RayRuntime(options);
        if (Interlocked.CompareExchange(ref s_current, runtime, null) is not null)
        {
            runtime._stallWatch.Dispose();
            runtime.Telemetry.Dispose();
            runtime.Scheduler.Dispose();
            throw new InvalidOperationException("Ray is already initialised; call Ray.Shutdown() before another Ray.Init().");
        }

        runtime.Engine.Attach(runtime);
        return runtime;
    }

    public ulong NextCallerNumber() => (ulong)Interlocked.Increment(ref _numbers);

    public ActorId NextActorId() => new(_scope, NextCallerNumber());

    /// <summary>Throws what <paramref name="error"/> makes if no node could ever take the shape and none is waited for.</summary>
    public void RequireFeasible(ResourceShape shape, Func<string, RayException> error)
    {
        if (Options.UnschedulableAfter != TimeSpan.Zero)
        {
            return;
        }

        var membership = Volatile.Read(ref _membership);
        if (_feasible.TryGetValue(shape, out var checkedAt) && checkedAt == membership)
        {
            return;
        }

        if (Scheduler.WhyInfeasible(shape) is { } why)
        {
            throw error(why);
        }

        if (_feasible.Count >= MaxKnownShapes)
        {
            _feasible.Clear();
        }

        _feasible[shape] = membership;
    }

    public async ValueTask<NodeId> AddNodeAsync(NodeOptions options, CancellationToken cancellationToken = default)
    {
        var node = new NodeId(_scope, NextCallerNumber());
        var host = new NodeHost(this, node, options);
        _hosts[node] = host;
        if (!Engine.DeliversDirectly)
        {
            _connections[node] = new NodeConnection(this, host, DriverId);
            _services[node] = new NodeService(host, Engine, DriverId, Time);
        }

        try
        {
            await Engine.StartNodeAsync(node, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _hosts.TryRemove(node, out _);
            _connections.TryRemove(node, out _);
            _services.TryRemove(node, out _);
            throw;
        }

        return node;
    }

    public ValueTask KillNodeAsync(NodeId node, CancellationToken cancellationToken = default) =>
        Engine.StopNodeAsync(node, graceful: false, cancellationToken);

    /// <summary>Lets the node's tasks and its actors' submitted calls end, within the graceful time; the actors are rebuilt elsewhere if they may be.</summary>
    public async ValueTask RemoveNodeAsync(NodeId node, CancellationToken cancellationToken = default)
    {
        if (!_hosts.TryGetValue(node, out var host))
        {
            return;
        }

        Scheduler.DrainNode(node);
        foreach (var actor in Actors.All)
        {
            actor.OnNodeLeaving(node);
        }

        await host.WhenEmptyAsync(Options.GracefulShutdownTimeout, cancellationToken).ConfigureAwait(false);
        await Engine.StopNodeAsync(node, graceful: true, cancellationToken).ConfigureAwait(false);
    }

    public void OnNodeUp(NodeId node)
    {
        var host = _hosts[node];
        var options = host.Options;
        Scheduler.AddNode(node, NodeResources.Of(options), options.Labels, options.GpuIds);
        Interlocked.Increment(ref _membership);
        Log.NodeAdded(node, Engine.Name);
    }

    public void OnNodeDown(NodeId node, string reason)
    {
        if (!_hosts.TryRemove(node, out var host))
        {
            return;
        }

        if (Scheduler.Snapshot().FirstOrDefault(usage => usage.Id == node) is { } usage)
        {
            _gone[node] = Describe(usage, isAlive: false);
        }

        Log.NodeLost(node, reason);

        // First nothing new may start there; then what was there learns of it; only then may it be placed elsewhere.
        var runs = host.Lose();
        if (_connections.TryRemove(node, out var connection))
        {
            connection.Close();
        }

        Scheduler.RemoveNode(node);
        Interlocked.Increment(ref _membership);
        runs.ForEach(run => run.Lose());
        foreach (var actor in Actors.All)
        {
            actor.OnNodeLost(node, reason);
        }

        host.LoseCells();
        foreach (var run in runs)
        {
            (run.Owner as TaskRequest)?.OnNodeLost(reason, codeMayRun: true);
        }

        connection?.Lose(reason);

        if (_services.TryRemove(node, out var service))
        {
            service.Dispose();
        }

        runs.ForEach(run => run.Cancel());
    }

    public void OnEnvelope(NodeId from, NodeId to, Envelope envelope)
    {
        if (to == DriverId)
        {
            if (_connections.TryGetValue(from, out var connection))
            {
                connection.Receive(envelope);
            }
        }
        else if (_services.TryGetValue(to, out var service))
        {
            service.Receive(envelope);
        }
    }

    /// <summary>Makes an incarnation on the node of the grant; null if that node is lost.</summary>
    public ActorShell? TryMakeShell(ActorRecord record, Grant grant)
    {
        if (_connections.TryGetValue(grant.Node, out var connection))
        {
            return connection.TryMakeShell(record, grant);
        }

        return _hosts.TryGetValue(grant.Node, out var host)
            ? host.TryMakeCell(record.Id, record.Spec, record.Creation!, grant, record, record.Restarts > 0)
            : null;
    }

    /// <summary>Runs a task on the node of the grant; false if that node is lost.</summary>
    public bool TryRun(TaskRequest request, Grant grant)
    {
        if (_connections.TryGetValue(grant.Node, out var connection))
        {
            return connection.TryRun(request, grant);
        }

        return _hosts.TryGetValue(grant.Node, out var host) && host.TryRun(request.Call, grant, request);
    }

    public IReadOnlyList<NodeInfo> Nodes() =>
        [.. Scheduler.Snapshot().Select(usage => Describe(usage, isAlive: true)), .. _gone.Values.OrderBy(node => node.NodeId.ToString(), StringComparer.Ordinal)];

    /// <summary>
    /// Ends everything: waiting and running calls fail, tokens fire, actors are disposed within the graceful time. Afterwards another session
    /// can be started.
    /// </summary>
    /// <exception cref="InvalidOperationException">Called by an actor or task, which would wait for its own end.</exception>
    public Task ShutdownAsync()
    {
        if (Frame.Current is not null)
        {
            throw new InvalidOperationException("Ray.Shutdown was called inside an actor or task; call it in the driver.");
        }

        lock (_hosts)
        {
            IsClosing = true;
            return _shutdown ??= EndAsync();
        }
    }

    private static ulong RandomNumber() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    private async Task EndAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        _stallWatch.Dispose();
        var actors = Actors.All.ToArray();
        foreach (var actor in actors)
        {
            actor.OnShutdown();
        }

        Scheduler.Dispose();
        var lost = new List<TaskRun>();
        foreach (var host in _hosts.Values)
        {
            var runs = host.Lose();
            runs.ForEach(run => run.Lose());
            runs.ForEach(run => (run.Owner as TaskRequest)?.OnNodeLost("Ray was shut down", codeMayRun: true));
            lost.AddRange(runs);
        }

        foreach (var connection in _connections.Values)
        {
            connection.LoseTasks("Ray was shut down");
        }

        lost.ForEach(run => run.Cancel());

        await WithinGracefulTimeAsync(Task.WhenAll(actors.Select(actor => actor.Ended))).ConfigureAwait(false);
        foreach (var connection in _connections.Values)
        {
            connection.Dispose();
        }

        foreach (var service in _services.Values)
        {
            service.Dispose();
        }

        try
        {
            await Engine.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            Telemetry.Dispose();
            Interlocked.CompareExchange(ref s_current, null, this);
        }
    }

    private static NodeInfo Describe(NodeUsage usage, bool isAlive) =>
        new(usage.Id, isAlive, usage.Total, isAlive ? usage.Available : new Dictionary<string, double>(), usage.Labels);

    private async Task WithinGracefulTimeAsync(Task ended)
    {
        try
        {
            await ended.WaitAsync(Options.GracefulShutdownTimeout, Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Log.ShutdownTimedOut(Options.GracefulShutdownTimeout);
        }
    }
}
