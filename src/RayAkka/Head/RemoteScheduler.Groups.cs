using RayAkka.Scheduling;

namespace RayAkka.Head;

/// <content>Placement groups, which the head keeps, and what waits there.</content>
internal sealed partial class RemoteScheduler
{
    public GroupRecord? CreateGroup(GroupSpec spec) => _queries.Ask<GroupAnswer>(
        number => new CreateGroup(number, spec),
        $"room for {spec.Title}",
        (answer, late) =>
        {
            // Whoever asked has got an exception instead of the group.
            if (late && answer is GroupAnswer { Holder: null })
            {
                _queries.Start(number => new RemoveGroup(number, spec.Id));
            }
        }).Holder;

    public void RemoveGroup(PlacementGroupId id) => _queries.Ask<GroupAnswer>(number => new RemoveGroup(number, id), "the removal of a placement group");

    public IReadOnlyList<GroupRecord> Groups() => _queries.Ask<GroupsAnswer>(static number => new GroupsQuery(number), "the placement groups").Groups;

    public IReadOnlyList<PendingDemand> Demand() => _queries.Ask<DemandAnswer>(static number => new DemandQuery(number), "what waits for a place").Demand;
}
