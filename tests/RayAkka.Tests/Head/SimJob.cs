using RayAkka.Scheduling;

namespace RayAkka.Tests.Head;

/// <summary>Something that a node wants to run somewhere; each attempt is a request of its own.</summary>
internal sealed class SimJob(SimNode requester, ResourceShape shape)
{
    public SimNode Requester { get; } = requester;

    public ResourceShape Shape { get; } = shape;

    public SimRequest? Request { get; set; }

    /// <summary>Where it was sent to or runs.</summary>
    public NodeId Host { get; set; }

    public int Ends { get; set; }

    public string? Unschedulable { get; set; }

    public bool IsWithdrawn { get; set; }

    public bool IsOver => Ends > 0 || Unschedulable is not null || IsWithdrawn;
}

/// <summary>One attempt of a job.</summary>
internal sealed class SimRequest(SimJob job) : PlacementRequest(job.Shape)
{
    private int _told;

    internal override void OnGranted()
    {
        Assert.Equal(1, ++_told);
        job.Requester.OnGranted(job, Grant!);
    }

    internal override void OnUnschedulable(string reason)
    {
        Assert.Equal(1, ++_told);
        Assert.Null(job.Unschedulable);
        job.Unschedulable = reason;
    }
}
