using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Conformance.Support;
using RayAkka.Testing;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>Nodes come and go while everything talks to everything.</summary>
public sealed class ChurnTests : ClusterTests
{
    private const int Many = 40;

    private static readonly string[] s_places = ["any"];

    private readonly Probe _life = Probe.Create();

    protected override IReadOnlyList<NodeOptions> Layout => [Any("a"), Any("b"), Any("c")];

    [Fact]
    public async Task KillNode_TimeAndAgainInAStorm_EverythingResolvesAndNothingIsLeft()
    {
        var seed = 0;
        for (var round = 0; round < 3; round++)
        {
            var doomed = await Cluster.AddNodeAsync(Any("d"));
            var storm = Enumerable.Range(0, Many).Select(_ => Blow(++seed)).ToArray();
            await Until.TrueAsync(() => storm.Count(step => step.IsCompleted) >= Many / 4);

            await KillAsync(doomed);

            foreach (var task in storm)
            {
                Assert.True(await Outcome(task) is null or NodeDiedException or OwnerDiedException or ObjectLostException);
            }

            foreach (var step in await Soon(Enumerable.Range(0, 5).Select(_ => Blow(++seed))))
            {
                Assert.Equal(8, step);
            }
        }

        await NothingIsLeft();

        // With four nodes and more, the replicator of Akka 1.5.30 fails whenever it looks for whom to send deltas to (1.5.74's does not), and an update
        // of the coordinator's state that is under way then is never answered: nobody can join any more.
        Assert.DoesNotContain(Journal.Lines, line => line.Contains("Replicator", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Blow_OnNodesThatStay_LeavesNothingBehind()
    {
        Assert.All(await Soon(Enumerable.Range(0, Many).Select(Blow)), succeeded => Assert.Equal(8, succeeded));

        await NothingIsLeft();
    }

    private static NodeOptions Any(string name) => Place(name) with { Resources = new() { [name] = 100, ["any"] = 100 } };

    private ObjectRef<int> Blow(int seed) => Storm.Tasks.Blow.Remote(seed, s_places, _life);

    private async Task NothingIsLeft()
    {
        await Until.TrueAsync(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return Left().Length == 0;
            },
            () => $"There is left: {Left()}.");
        await Until.TrueAsync(
            () => Ray.AvailableResources().OrderBy(kind => kind.Key, StringComparer.Ordinal).SequenceEqual(Ray.ClusterResources().OrderBy(kind => kind.Key, StringComparer.Ordinal)),
            "Not everything is free again.");
    }

    private string Left() => string.Join("; ", Engine.Members.Values
        .Where(member => !member.Runtime.IsExpelled)
        .Select(member => (member.Id, Cells: member.Runtime.OwnHost!.CellCount, Owned: member.Runtime.Actors.Count, Objects: member.Runtime.Objects.Count, Loans: member.Runtime.Peers.Loans.Count))
        .Where(left => left.Cells + left.Owned + left.Objects + left.Loans > 0));
}
