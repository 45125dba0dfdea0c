using RayAkka.Actors;
using RayAkka.Diagnostics;
using RayAkka.Engine;
using RayAkka.Head;
using RayAkka.Scheduling;

namespace RayAkka.Tests.Head;

/// <summary>A node's runtime in small: it sends jobs to the hosts that they were granted, and runs those that come.</summary>
internal sealed class SimNode
{
    private readonly SimCluster _cluster;

    public SimNode(SimCluster cluster, NodeHello hello)
    {
        _cluster = cluster;
        Hello = hello;
        Channel = new SimChannel(cluster.Network, hello.Node);
        Books = new NodeBooks(hello, Channel, cluster.Time, SimCluster.UnschedulableAfter, spreadThreshold: 0.5, new RayLog(cluster.Logs), cluster.Audit, groups: Groups);
    }

    public NodeHello Hello { get; }

    public NodeId Id => Hello.Node;

    public SimChannel Channel { get; }

    public NodeBooks Books { get; }

    public GroupRecords Groups { get; } = new();

    public bool IsAlive { get; set; } = true;

    public List<SimJob> Jobs { get; } = [];

    /// <summary>Granted and not yet sent on.</summary>
    public List<(SimJob Job, Grant Grant)> Undecided { get; } = [];

    public List<(SimJob Job, Grant Grant)> Running { get; } = [];

    public List<(ActorDescription Actor, OpenQuery Query)> Reservations { get; } = [];

    public IReadOnlyList<ActorDescription> Names => Books.RemoteNames.ToReport();

    public SimJob Submit(ResourceShape shape)
    {
        var job = new SimJob(this, shape);
        Jobs.Add(job);
        Submit(job);
        return job;
    }

    public void OnGranted(SimJob job, Grant grant) => Undecided.Add((job, grant));

    /// <summary>Sends a granted job on, or starts it here. It waits while the host lives and is not met yet.</summary>
    public void Decide(int index)
    {
        var (job, grant) = Undecided[index];
        var hostLives = _cluster.Alive.Any(node => node.Id == grant.Node);
        if (hostLives && !_cluster.Network.HasMet(Id, grant.Node))
            return;
        Undecided.RemoveAt(index);
        if (!Books.Scheduler.HandOver(grant) || !hostLives)
        {
            Submit(job);
            return;
        }

        job.Host = grant.Node;
        if (grant.Node == Id)
            Running.Add((job, grant));
        else
            _cluster.Network.Post(Id, grant.Node, new StartJob(job, GrantWire.Of(grant)));
    }

    /// <summary>Gives a grant back without using it.</summary>
    public void Cancel(int index)
    {
        var (job, grant) = Undecided[index];
        Undecided.RemoveAt(index);
        job.IsWithdrawn = true;
        Books.Scheduler.Release(grant);
        Books.Scheduler.Release(grant);
    }

    public void End(int index)
    {
        var (job, grant) = Running[index];
        Running.RemoveAt(index);
        Books.Scheduler.Release(grant);
        if (job.Requester == this)
            job.Ends++;
        else
            _cluster.Network.Post(Id, job.Requester.Id, new JobEnded(job));
    }

    public void Reserve(string name, ulong number)
    {
        var actor = new ActorDescription(new ActorId(7, number), Id, "Class", "Class, Assembly", name, "ns", IsDetached: false, MaxTaskRetries: 0);
        Reservations.Add((actor, Books.RemoteNames.StartReserve(actor)));
    }

    public void Deliver(NodeId from, object item)
    {
        switch (item)
        {
            case HeadMessage message:
                Books.OnMessage(from, message);
                break;
            case PeerUp up:
                Books.OnPeerUp(up.Hello);
                break;
            case PeerDown:
                Books.OnPeerDown(from);
                OnHostDown(from);
                break;
            case Elected:
                Books.OnElected();
                break;
            case Dismissed:
                Books.OnDismissed();
                break;
            case StartJob start when Books.Scheduler.Adopt(from, start.Grant) is { } grant:
                Running.Add((start.Job, grant));
                break;
            case StartJob start:
                _cluster.Network.Post(Id, from, new Refused(start.Job));
                break;
            case Refused refused:
                Submit(refused.Job);
                break;
            case JobEnded ended:
                ended.Job.Ends++;
                Assert.Equal(1, ended.Job.Ends);
                break;
            default:
                Assert.Fail($"Nobody knows {item}.");
                break;
        }
    }

    private void Submit(SimJob job)
    {
        job.Host = default;
        job.Request = new SimRequest(job);
        Books.Scheduler.Submit(job.Request);
    }

    private void OnHostDown(NodeId host)
    {
        foreach (var job in Jobs.Where(job => job.Host == host && !job.IsOver).ToArray())
            Submit(job);
    }
}

internal sealed record StartJob(SimJob Job, GrantWire Grant);

internal sealed record Refused(SimJob Job);

internal sealed record JobEnded(SimJob Job);

internal sealed record Elected;

internal sealed record Dismissed;
