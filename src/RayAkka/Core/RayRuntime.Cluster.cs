using RayAkka.Actors;
using RayAkka.Cycles;
using RayAkka.Engine;
using RayAkka.Engine.Peers;
using RayAkka.Execution;
using RayAkka.Handoff;
using RayAkka.Head;
using RayAkka.Scheduling;

namespace RayAkka;

/// <content>This process as a member of a cluster of processes.</content>
internal sealed partial class RayRuntime : IClusterEvents
{
    private readonly TaskCompletionSource<string> _expelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private static readonly TimeSpan s_reachabilityPause = TimeSpan.FromMilliseconds(100);
    private NodeBooks? _books;
    private bool _joined;

    /// <summary>Looks for calls of several processes that wait for each other; null outside a cluster.</summary>
    public CycleSearch? CycleSearch { get; private set; }

    /// <summary>The node that this process is; null in a driver, which hosts nothing.</summary>
    public NodeHost? OwnHost { get; private set; }

    /// <summary>The node that keeps the cluster's books as far as this process knows; the default if it knows none.</summary>
    public NodeId Head => _books?.Head ?? default;

    /// <summary>This process's part in the cluster's books, from the moment at which it joins.</summary>
    public NodeBooks Books => _books!;

    /// <summary>The detached actors of the cluster; null outside one.</summary>
    public DetachedActors? Detached { get; }

    /// <summary>Whether this process was put out of the cluster.</summary>
    public bool IsExpelled { get; private set; }

    /// <summary>Completes when it was, with the reason.</summary>
    public Task<string> WhenExpelled => _expelled.Task;

    /// <summary>Starts a member of a cluster that is not the driver of this process: it stands beside the session of Init, if there is one.</summary>
    public static async Task<RayRuntime> StartNodeAsync(RayOptions options, NodeOptions node, CancellationToken cancellationToken = default)
    {
        var runtime = new RayRuntime(options);
        if (!runtime.IsCluster)
        {
            throw new InvalidOperationException("A node of its own needs an engine of many processes.");
        }

        try
        {
            runtime.Engine.Attach(runtime);
            await runtime.JoinAsync(node, isDriver: false, cancellationToken).ConfigureAwait(false);
            return runtime;
        }
        catch
        {
            await runtime.ShutdownAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Leaves the cluster: what runs here may end within the graceful time, and actors are rebuilt elsewhere if they may be.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken = default)
    {
        if (OwnHost is { } host)
        {
            await DrainAsync(host, cancellationToken).ConfigureAwait(false);
        }
    }

    void IClusterEvents.OnPeerUp(NodeHello hello)
    {
        Peers.Add(hello);
        Detached!.OnPeerUp(hello);
        _books!.OnPeerUp(hello);
        Interlocked.Increment(ref _membership);
        Log.NodeAdded(hello.Node, Engine.Name);
    }

    void IClusterEvents.OnReconnected(NodeId peer) => Peers.Find(peer)?.Resend();

    void IClusterEvents.OnElected() => _books!.OnElected();

    void IClusterEvents.OnDismissed() => _books!.OnDismissed();

    void IClusterEvents.OnExpelled(string reason) => OnExpelled(reason);

    ObjectSource? IClusterEvents.OpenObject(ulong number) => Objects.Open(number);

    public void OnHeadMessage(NodeId from, HeadMessage message) => _books!.OnMessage(from, message);

    /// <summary>The grant with which another process starts something here; null if it is not valid any more.</summary>
    public Grant? Adopt(GrantWire grant, NodeId requester) => _books!.Scheduler.Adopt(requester, grant);

    /// <summary>What another process wanted to start here is not started: its place is free again.</summary>
    public void Discard(GrantWire grant, NodeId requester)
    {
        if (Adopt(grant, requester) is { } adopted)
        {
            Scheduler.Release(adopted);
        }
    }

    /// <summary>The place belongs from now on to the node on which it is; false if it is not valid any more.</summary>
    public bool HandOver(Grant grant) => _books?.Scheduler.HandOver(grant) ?? true;

    /// <summary>What a place was handed over for could not be sent: it is free again.</summary>
    public void TakeBack(Grant grant)
    {
        if (_books is { } books)
        {
            books.Scheduler.TakeBack(grant);
        }
        else
        {
            Scheduler.Release(grant);
        }
    }

    /// <summary>The record of the actor of which a cell of this process is an incarnation; null if the actor has ended.</summary>
    public ActorRecord? RecordOf(ActorCell cell)
    {
        if (cell.About.IsReader)
        {
            return Journals.Gone(new ActorDescription(
                cell.Id, cell.About.Owner, cell.Spec.ClassName, cell.ActorType is { } type ? Wire.TypeSpelling.Of(type) : "", cell.Spec.Name, cell.Spec.Namespace ?? cell.About.Job.Namespace, cell.Spec.IsDetached, cell.Spec.MaxTaskRetries, cell.Spec.Recovery, cell.Spec.Limits));
        }

        if (Actors.Find(cell.Id) is { } known)
        {
            return known;
        }

        if (!IsCluster || cell.About.Owner == Self)
        {
            return null;
        }

        var spec = cell.Spec;
        var record = Actors.Borrow(cell.Id, id => new BorrowedActor(
            this,
            new ActorDescription(id, cell.About.Owner, spec.ClassName, "", spec.Name, spec.Namespace ?? cell.About.Job.Namespace, spec.IsDetached, spec.MaxTaskRetries, spec.Recovery, spec.Limits),
            cell.ActorType));
        Peers.Tell(cell.About.Owner, new BorrowActor(cell.Id, Strong: false, default, 0));
        return record;
    }

    /// <summary>The record of an actor that was found by its name; null if it has ended.</summary>
    public ActorRecord? RecordOf(ActorDescription about, bool strong)
    {
        about = Detached?.Current(about) ?? about;
        if (about.Owner == Self)
        {
            // Where there are handles from before it was adopted, calls go on over their way, to keep their order.
            return Actors.FindBorrowed(about.Id) ?? (ActorRecord?)Actors.FindOwned(about.Id);
        }

        var record = (BorrowedActor)Peers.Borrow(about);
        if (strong && !about.IsDetached)
        {
            record.OnLent();
        }

        Peers.Tell(about.Owner, new BorrowActor(about.Id, strong && !about.IsDetached, default, 0));
        return record;
    }

    private async Task JoinAsync(NodeOptions options, bool isDriver, CancellationToken cancellationToken)
    {
        var capacity = NodeResources.Of(options);
        var hello = new NodeHello(
            Self, isDriver ? ResourceSet.Empty : capacity, options.Labels, isDriver ? [] : options.GpuIds ?? [.. Enumerable.Range(0, (int)(capacity.Gpu / ResourceAmount.One))], isDriver, "");
        _books = new NodeBooks(hello, new HeadChannel(this), Time, Options.UnschedulableAfter, Options.SpreadThreshold, Log, keeper: Detached, groups: Groups);
        Scheduler.Dispose();
        Scheduler = _books.Scheduler;
        Names = _books.Names;
        if (!isDriver)
        {
            Store.Set(options.ObjectStoreMemory);
            OwnHost = new NodeHost(this, Self, options);
            _hosts[Self] = OwnHost;
        }

        CycleSearch = new CycleSearch(this);
        WorkerPool.LetsReadersRun = true;
        _joined = true;
        await Cluster!.JoinAsync(hello, cancellationToken).ConfigureAwait(false);
        Log.NodeAdded(Self, Engine.Name);
    }

    private async ValueTask<NodeId> AddClusterNodeAsync(NodeOptions options, CancellationToken cancellationToken)
    {
        if (!_joined)
        {
            var isDriver = Options.ClusterPart != ClusterPart.Node;
            await JoinAsync(options, isDriver, cancellationToken).ConfigureAwait(false);
            if (Options.ClusterPart != ClusterPart.DriverBesideNodes)
            {
                return Self;
            }
        }

        return await Cluster!.StartPeerAsync(options, cancellationToken).ConfigureAwait(false);
    }

    // What was on a process that is gone has ended with it, also before the cluster has noticed.
    private async Task EndedWhereReachableAsync(OwnedActor[] actors, Task ended)
    {
        while (!ended.IsCompleted)
        {
            foreach (var node in actors.Where(static actor => !actor.Ended.IsCompleted).Select(static actor => actor.Node).Distinct().ToArray())
            {
                if (node != Self && !node.IsNil && !await Cluster!.IsReachableAsync(node).ConfigureAwait(false))
                {
                    OnPeerDown(node, "it takes no connections any more");
                }
            }

            await Task.WhenAny(ended, Task.Delay(s_reachabilityPause, Time)).ConfigureAwait(false);
        }
    }

    private void OnPeerDown(NodeId node, string reason)
    {
        if (Peers.IsGone(node))
        {
            return;
        }

        var peer = Peers.Remove(node);
        if (peer is not null)
        {
            Log.NodeLost(node, reason);
        }

        if (peer is { Hello.IsDriver: false })
        {
            _gone[node] = new NodeInfo(node, false, peer.Hello.Capacity.ToDictionary(), new Dictionary<string, double>(), peer.Hello.Labels);
        }

        // First nothing new may start there; then what was there learns of it; only then may it be placed elsewhere.
        peer?.Connection.Close();
        Interlocked.Increment(ref _membership);
        peer?.Service?.Lose();
        _books!.OnPeerDown(node);
        foreach (var actor in Actors.All)
        {
            actor.OnNodeLost(node, reason);
        }

        foreach (var actor in Actors.Borrowed)
        {
            actor.OnNodeLost(node);
        }

        peer?.Dispose();
        peer?.Connection.Lose(reason);
        Peers.Loans.Lose(node);
        RecordedCallers.OnPeerDown(node);
        Results.OnPeerDown(node, reason);
        CycleSearch?.OnPeerDown(node);
        Listing.OnPeerDown(node);
        Objects.Lose(node, reason);
        Copies.OnPeerDown(node);
        Detached!.OnPeerDown(node);
    }

    // Everything here belongs to a past of the cluster: user code that still runs counts no more, and nothing is sent that it does.
    private void OnExpelled(string reason)
    {
        if (IsExpelled)
        {
            return;
        }

        IsExpelled = true;
        Log.Expelled(Self, reason);
        if (OwnHost is { } host)
        {
            var runs = host.Lose();
            runs.ForEach(run => run.Lose());
            host.LoseCells();
            runs.ForEach(run => run.Cancel());
        }

        foreach (var peer in Peers.All)
        {
            OnPeerDown(peer.Id, $"this node was put out of the cluster: {reason}");
        }

        _expelled.TrySetResult(reason);
    }

    private sealed class HeadChannel(RayRuntime runtime) : IHeadChannel
    {
        public void Send(NodeId to, HeadMessage message) => runtime.Peers.Tell(to, new HeadPost(message));
    }
}
