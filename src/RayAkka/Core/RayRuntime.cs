using System.Collections.Concurrent;
using System.Security.Cryptography;
using RayAkka.Actors;
using RayAkka.Diagnostics;
using RayAkka.Engine;
using RayAkka.Engine.Peers;
using RayAkka.Execution;
using RayAkka.Objects;
using RayAkka.Objects.Lineage;
using RayAkka.Objects.Store;
using RayAkka.Recovery;
using RayAkka.Scheduling;
using RayAkka.Tasks;
using RayAkka.Wire;

namespace RayAkka;

/// <summary>
/// What exists between Init and Shutdown: the driver, the actors, the nodes of this process, the scheduler and the engine. It is the only
/// place that knows whether a node is reached directly or through envelopes.
/// </summary>
internal sealed partial class RayRuntime : IEngineEvents
{
    private const int MaxKnownShapes = 1024;
    private static RayRuntime? s_current;

    private readonly ConcurrentDictionary<NodeId, NodeHost> _hosts = new();
    private readonly ConcurrentDictionary<NodeId, VirtualPeer> _virtual = new();
    private readonly ConcurrentDictionary<NodeId, NodeInfo> _gone = new();
    private readonly ConcurrentDictionary<ResourceShape, long> _feasible = new();
    private readonly ulong _scope;
    private readonly StallWatch _stallWatch;
    private Task? _shutdown;
    private long _numbers;
    private long _membership;
    private bool _mayLoseNodes;

    private RayRuntime(RayOptions options)
    {
        options.Validate();
        Options = options;
        _mayLoseNodes = options.MayLoseNodes;
        _scope = options.Scope ?? RandomNumber();
        Time = options.TimeProvider;

        // The numbers of callers, too, are unlike those of any other process.
        _numbers = (long)(_scope & 0x7FFF_FFFF_0000_0000);
        Self = new NodeId(_scope, NextCallerNumber());
        Job = new Job(new JobId(0, _scope), options.Namespace ?? $"anonymous-{_scope:x16}");
        Log = new RayLog(options.LoggerFactory);
        Telemetry = new RayTelemetry(this);
        Driver = new Frame(this, NextCallerNumber(), Job);
        Engine = (options.EngineFactory ?? EngineRegistry.Default!)();
        Cluster = Engine as IClusterEngine;
        Peers = new PeerTable(this);
        Objects = new ObjectTable(this);
        Lineage = new LineageTable(this);
        Copies = new Objects.Copies.ObjectCopies(this);
        Listing = new ActorListing(this);
        Detached = IsCluster ? new Handoff.DetachedActors(this) : null;
        RecordedCallers = new RecordedCallers(this);
        Journals = new JournalTable(this);
        Results = new Recovery.Results.ResultKeeper(this);
        WireCheck = options.VerifyWire && Cluster is null ? new WireCheck(Peers.Types) : null;
        Store = new ObjectStore(this, new SpillFolder(options.StoragePath ?? SpillFolder.DefaultStoragePath, _scope) { FreeBytes = options.FreeDiskBytes ?? SpillFolder.FreeBytesOf });
        Groups = new GroupTable(this);

        // In a cluster until it has joined; then it asks the node that keeps the ledger.
        Scheduler = new ClusterScheduler(Time, options.UnschedulableAfter, options.SpreadThreshold) { OnGroupChanged = Groups.OnChanged };
        CycleWatch = new CycleWatch(Time);
        _stallWatch = new StallWatch(this);
    }

    public static RayRuntime? Current => Volatile.Read(ref s_current);

    public RayOptions Options { get; }

    public TimeProvider Time { get; }

    /// <summary>This process in a cluster; the driver in an embedded one.</summary>
    public NodeId Self { get; }

    /// <summary>The job of this process's driver.</summary>
    public Job Job { get; }

    /// <summary>The namespace of the present job.</summary>
    public string Namespace => (Frame.Current?.Job ?? Job).Namespace;

    public RayLog Log { get; }

    public RayTelemetry Telemetry { get; }

    /// <summary>Looks again at waits that may have closed a circle.</summary>
    public CycleWatch CycleWatch { get; }

    public IScheduler Scheduler { get; private set; }

    public Frame Driver { get; }

    public IEngine Engine { get; }

    /// <summary>The engine if it is one of many processes; else null.</summary>
    public IClusterEngine? Cluster { get; }

    public bool IsCluster => Cluster is not null;

    /// <summary>The other processes.</summary>
    public PeerTable Peers { get; }

    /// <summary>What this process holds for others, and they for it.</summary>
    public ObjectTable Objects { get; }

    /// <summary>Sends what is handed over within this process through the wire encoding; null unless that was asked for.</summary>
    public WireCheck? WireCheck { get; }

    public ActorDirectory Actors { get; } = new();

    /// <summary>Asks the other processes for their actors.</summary>
    public ActorListing Listing { get; }

    /// <summary>The names of actors.</summary>
    public INameRegistry Names { get; private set; } = new NameTable();

    public bool IsClosing { get; private set; }

    public ICollection<NodeHost> Hosts => _hosts.Values;

    /// <summary>The nodes of this process that are reached through envelopes.</summary>
    public ICollection<VirtualPeer> VirtualPeers => _virtual.Values;

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
            runtime.CycleWatch.Dispose();
            runtime.Store.Dispose();
            runtime.Telemetry.Dispose();
            runtime.Scheduler.Dispose();
            throw new InvalidOperationException("Ray is already initialised; call Ray.Shutdown() before another Ray.Init().");
        }

        runtime.Engine.Attach(runtime);
        return runtime;
    }

    /// <summary>The session is given up as it is, so that another can be started: for tests of sessions that are broken.</summary>
    internal static void Forget() => Volatile.Write(ref s_current, null);

    /// <summary>Whether the number is that of a caller of this process.</summary>
    public bool IsOwnNumber(ulong number) => ((number ^ _scope) & 0x7FFF_FFFF_0000_0000) == 0;

    public ulong NextCallerNumber() => (ulong)Interlocked.Increment(ref _numbers);

    /// <summary>Throws what <paramref name="error"/> makes if no node could ever take the shape and none is waited for.</summary>
    public void RequireFeasible(ResourceShape shape, Func<string, RayException> error)
    {
        if (Options.UnschedulableAfter != TimeSpan.Zero || shape.Rule.IsGroup)
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

    // The ledger may not have heard yet of a loss that this process knows of.
    public IReadOnlyList<NodeInfo> Nodes() =>
    [
        .. Scheduler.Snapshot().Where(usage => !_gone.ContainsKey(usage.Id)).Select(usage => Describe(usage, isAlive: true)),
        .. _gone.Values.OrderBy(node => node.NodeId.ToString(), StringComparer.Ordinal),
    ];

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
        await new ThreadPoolYield();
        _stallWatch.Dispose();
        CycleWatch.Dispose();
        var actors = Actors.All.ToArray();
        foreach (var actor in actors)
        {
            if (actor.CanBeHandedOn)
            {
                actor.Abandon();
            }
            else
            {
                actor.OnShutdown();
            }
        }

        foreach (var actor in Actors.Borrowed)
        {
            // Not of its end, but of what this process hears of it: whoever waits here for it must not wait for ever.
            actor.OnShutdown();
        }

        Scheduler.Dispose();
        Groups.Close();
        var lost = new List<TaskRun>();
        foreach (var host in _hosts.Values)
        {
            var runs = host.Lose();
            runs.ForEach(run => run.Lose());
            runs.ForEach(run => (run.Owner as TaskRequest)?.OnNodeLost("Ray was shut down", codeMayRun: true));
            lost.AddRange(runs);
        }

        LoseTasks("Ray was shut down");

        lost.ForEach(run => run.Cancel());

        var ended = Task.WhenAll(actors.Select(actor => actor.Ended));
        await WithinGracefulTimeAsync(Cluster is null ? ended : EndedWhereReachableAsync(actors, ended)).ConfigureAwait(false);
        Results.Close();
        await Journals.DisposeAsync().ConfigureAwait(false);
        foreach (var peer in _virtual.Values)
        {
            peer.Dispose();
        }

        Peers.Dispose();
        _books?.Dispose();
        CycleSearch?.Dispose();
        try
        {
            await Engine.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            Store.Dispose();
            Telemetry.Dispose();
            Interlocked.CompareExchange(ref s_current, null, this);
        }
    }

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
