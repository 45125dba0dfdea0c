using RayAkka.Head;
using RayAkka.Scheduling;
using RayAkka.Tests.Scheduling;

namespace RayAkka.Tests.Head;

public sealed class BooksGroupTests
{
    private static readonly ResourceShape s_gpu = SchedulerFixture.Shape(gpu: 1);

    [Fact]
    public void Create_InACluster_IsKnownToEveryNode()
    {
        using var cluster = BooksPlacementTests.Start(nodes: 3, out var nodes);
        var group = Create(cluster, nodes[1], "g");

        Assert.All(nodes, node => Assert.Equal(group.Places.Select(place => place.Node), Known(node, group).Places.Select(place => place.Node)));
        Assert.Equal(2, group.Places.Select(place => place.Node).Distinct().Count());
        var taken = nodes[2].Books.Queries.Start(number => new CreateGroup(number, Spec(nodes[2], "g", id: 9)));
        cluster.Run();
        Assert.Equal(group.Id, Assert.IsType<GroupAnswer>(taken.Answer).Holder!.Id);
    }

    [Fact]
    public void HeadDies_ItsSuccessor_KnowsTheGroupsAndWhatRunsInThem()
    {
        for (var seed = 1; seed < 20; seed++)
        {
            using var cluster = BooksPlacementTests.Start(nodes: 3, out var nodes, seed: seed);
            var group = Create(cluster, nodes[1], "g");
            var shape = s_gpu.With(PlacementRule.InGroup(group.Id, -1, captures: false));
            nodes[1].Submit(shape);
            nodes[1].Submit(shape);
            var waiting = nodes[2].Submit(shape);
            cluster.RunAndDecide();

            cluster.Kill(nodes[0]);
            cluster.Elect(nodes[2]);
            cluster.RunAndDecide();

            var now = Assert.Single(Groups(cluster, nodes[1]));
            Assert.Equal(PlacementGroupState.Created, now.State);
            Assert.Equal(2, now.Places.Select(place => place.Node).Intersect([nodes[1].Id, nodes[2].Id]).Count());
            Assert.Equal(6, UsageReport.Available(cluster.Usage(nodes[2]))["GPU"]);
            var running = nodes[1..].SelectMany(node => node.Running).Select(job => job.Grant).ToArray();
            Assert.Equal(2, running.Select(grant => grant.Bundle!.Value.Index).Distinct().Count());
            Assert.All(running, grant => Assert.Equal(now.Places[grant.Bundle!.Value.Index].GpuIds, grant.GpuIds));

            nodes[1].End(0);
            cluster.RunAndDecide();
            Assert.Equal(PlacementState.Granted, waiting.Request!.State);
        }
    }

    [Fact]
    public void HeadDies_WhileItTellsOfARemoval_TheGroupStaysRemoved()
    {
        var unheard = 0;
        for (var seed = 1; seed < 20; seed++)
        {
            using var cluster = BooksPlacementTests.Start(nodes: 3, out var nodes, seed: seed);
            var group = Create(cluster, nodes[1], "g");
            cluster.Network.Hold(nodes[0].Id, nodes[2].Id);
            nodes[1].Books.Queries.Start(number => new RemoveGroup(number, group.Id));
            cluster.Run();
            cluster.Kill(nodes[0], withLoss: true);
            cluster.Network.Resume(nodes[0].Id, nodes[2].Id);
            cluster.Run();
            Assert.True(Known(nodes[1], group).IsRemoved);
            unheard += Known(nodes[2], group).IsRemoved ? 0 : 1;

            cluster.Elect(nodes[2]);
            cluster.Run();

            Assert.Empty(Groups(cluster, nodes[1]));
            Assert.True(Known(nodes[2], group).IsRemoved);
            Assert.Equal(8, UsageReport.Available(cluster.Usage(nodes[2]))["GPU"]);
        }

        Assert.NotEqual(0, unheard);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OwnerDies_ItsGroups_EndUnlessTheyAreDetached(bool withHead)
    {
        using var cluster = BooksPlacementTests.Start(nodes: 3, out var nodes);
        var driver = cluster.Add(isDriver: true);
        cluster.Run();
        Create(cluster, driver, "mine", id: 1);
        Create(cluster, driver, "everybody's", id: 2, isDetached: true);

        cluster.Kill(driver, withLoss: false);
        if (withHead)
        {
            cluster.Kill(nodes[0], withLoss: false);
            cluster.Elect(nodes[1]);
        }

        cluster.Run();

        Assert.Equal("everybody's", Assert.Single(Groups(cluster, nodes[1])).Spec.Name);
    }

    [Fact]
    public void NodeJoins_WhenGroupsAreThere_HearsOfThemAndHostsWhatWaits()
    {
        using var cluster = BooksPlacementTests.Start(nodes: 1, out var nodes);
        var group = Create(cluster, nodes[0], "g");
        Assert.Equal(PlacementGroupState.Pending, group.State);

        var late = cluster.Add();
        cluster.Run();

        Assert.Equal(PlacementGroupState.Created, Known(late, group).State);
        Assert.Contains(late.Id, Known(nodes[0], group).Places.Select(place => place.Node));
    }

    private static GroupRecord Create(SimCluster cluster, SimNode node, string name, ulong id = 1, bool isDetached = false)
    {
        var query = node.Books.Queries.Start(number => new CreateGroup(number, Spec(node, name, id, isDetached)));
        cluster.Run();
        Assert.Null(Assert.IsType<GroupAnswer>(query.Answer).Holder);
        return Groups(cluster, node).Single(group => group.Spec.Name == name);
    }

    private static GroupSpec Spec(SimNode node, string name, ulong id, bool isDetached = false) =>
        new(new PlacementGroupId(5, id), name, "ns", PlacementStrategy.StrictSpread, [s_gpu, s_gpu], isDetached, node.Id.High);

    private static IReadOnlyList<GroupRecord> Groups(SimCluster cluster, SimNode asker)
    {
        var query = asker.Books.Queries.Start(static number => new GroupsQuery(number));
        cluster.Run();
        return Assert.IsType<GroupsAnswer>(query.Answer).Groups;
    }

    private static GroupRecord Known(SimNode node, GroupRecord group) => node.Groups.All().Single(known => known.Id == group.Id);
}
