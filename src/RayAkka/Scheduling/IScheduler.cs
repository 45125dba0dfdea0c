namespace RayAkka.Scheduling;

/// <summary>
/// Who gets a place where. In one process it is the <see cref="ClusterScheduler"/> itself; in a cluster it asks the node that keeps the
/// ledger. The members mean what they say there.
/// </summary>
internal interface IScheduler : IDisposable
{
    void Submit(PlacementRequest request);

    bool Withdraw(PlacementRequest request);

    void Release(Grant grant);

    /// <summary>
    /// Says that a grant is about to be sent to the node where it lies, which releases it from now on. False if it is void: ask for another
    /// place. In one process it stays whose it is.
    /// </summary>
    bool HandOver(Grant grant) => true;

    void Block(Grant grant);

    void Unblock(Grant grant);

    string? WhyInfeasible(ResourceShape shape);

    IReadOnlyDictionary<string, double> Total();

    IReadOnlyDictionary<string, double> Available();

    IReadOnlyList<NodeUsage> Snapshot();

    IReadOnlyList<PlacementRequest> Waiting();

    /// <summary>What waits for a place, and for what of it.</summary>
    IReadOnlyList<PendingDemand> Demand();

    /// <summary>Enters a placement group; returns another that has its name already, or null.</summary>
    GroupRecord? CreateGroup(GroupSpec spec);

    /// <summary>Removes a placement group; unknown ones are passed over.</summary>
    void RemoveGroup(PlacementGroupId id);

    /// <summary>The placement groups that are there.</summary>
    IReadOnlyList<GroupRecord> Groups();

    void AddNode(NodeId node, ResourceSet capacity, IReadOnlyDictionary<string, string> labels, IReadOnlyList<int>? gpuIds);

    bool RemoveNode(NodeId node);

    void DrainNode(NodeId node);
}
