using FsCheck;
using FsCheck.Fluent;
using RayAkka.Scheduling;

namespace RayAkka.Tests.Scheduling.Groups;

/// <summary>The choice of nodes against the trying of everything, on small clusters.</summary>
public sealed class PlannerLawTests
{
    private static readonly Config s_many = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    [Fact]
    public void Plan_OfAnyGroup_FindsPlacesIfAndOnlyIfThereAreAny() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), static (int seed) =>
        {
            var random = new Random(seed);
            var (strategy, nodes, bundles) = (Strategy(random), Nodes(random), Bundles(random));
            foreach (var empty in new[] { false, true })
            {
                int[] places = [.. bundles.Select(_ => -1)];
                var (outcome, order) = BundlePlanner.Plan(strategy, bundles, nodes, places, empty);

                Assert.Equal(BruteForce.Exists(strategy, bundles, nodes, empty) ? PlanOutcome.Found : PlanOutcome.None, outcome);
                if (outcome == PlanOutcome.Found)
                    CheckPlan(strategy, bundles, nodes, places, order, empty);
                else
                    Assert.All(places, place => Assert.Equal(-1, place));
            }
        }).Check(s_many);

    [Fact]
    public void Plan_WithFewSteps_NeverCallsImpossibleWhatIsNot() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), static (int seed) =>
        {
            var random = new Random(seed);
            var (strategy, nodes, bundles) = (Strategy(random), Nodes(random), Bundles(random));
            int[] places = [.. bundles.Select(_ => -1)];

            if (BundlePlanner.Plan(strategy, bundles, nodes, places, empty: true, steps: random.Next(6)).Outcome == PlanOutcome.None)
                Assert.False(BruteForce.Exists(strategy, bundles, nodes, empty: true));
        }).Check(s_many);

    [Fact]
    public void Candidates_OfAnyShape_AreTheNodesThatCouldTakeItByHand() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), static (int seed) =>
        {
            var random = new Random(seed);
            var nodes = Nodes(random);
            var target = new NodeId(1, (ulong)random.Next(1, 6));
            var rule = random.Next(4) switch
            {
                0 => PlacementRule.Affinity(target, isSoft: false),
                1 => PlacementRule.Affinity(target, isSoft: true),
                2 => PlacementRule.Spread,
                _ => PlacementRule.Default,
            };
            var shape = Bundle(random).With(rule);

            var could = nodes.Where(node => node.Copy(empty: true).Fits(shape)).ToList();
            if (rule.Kind == PlacementRuleKind.Affinity && (could.Exists(node => node.Id == target) || !rule.IsSoft))
                could.RemoveAll(node => node.Id != target);
            Assert.Equal(could, NodeFilter.Candidates(shape, nodes));
            Assert.Equal(could.Count > 0, Feasibility.WhyNot(shape, nodes) is null);
        }).Check(s_many);

    [Fact]
    public void Plan_OfOneThousandNodes_StaysWithinItsSteps()
    {
        var nodes = Enumerable.Range(0, 1_000).Select(i => new NodeLedger(new NodeId(1, (ulong)i + 1), SchedulerFixture.Set(cpu: 3), SchedulerFixture.Labels(), null)).ToArray();
        ResourceShape[] bundles = [.. Enumerable.Range(0, 1_001).Select(_ => SchedulerFixture.Shape(cpu: 2))];
        int[] places = [.. bundles.Select(_ => -1)];

        Assert.Equal(PlanOutcome.GaveUp, BundlePlanner.Plan(PlacementStrategy.Pack, bundles, nodes, places, steps: 5_000).Outcome);
        Assert.All(places, place => Assert.Equal(-1, place));
    }

    private static void CheckPlan(PlacementStrategy strategy, ResourceShape[] bundles, NodeLedger[] nodes, int[] places, IReadOnlyList<int> order, bool empty)
    {
        Assert.True(BruteForce.Holds(strategy, places));
        Assert.Equal(Enumerable.Range(0, bundles.Length), order.Order());
        NodeLedger[] copies = [.. nodes.Select(node => node.Copy(empty))];
        foreach (var bundle in order)
        {
            Assert.True(copies[places[bundle]].Fits(bundles[bundle]));
            copies[places[bundle]].Take(bundles[bundle].ToHold);
        }
    }

    private static PlacementStrategy Strategy(Random random) => (PlacementStrategy)random.Next(4);

    private static NodeLedger[] Nodes(Random random) => [.. Enumerable.Range(1, random.Next(1, 5)).Select(i => Node(random, (ulong)i))];

    private static NodeLedger Node(Random random, ulong number)
    {
        var capacity = SchedulerFixture.Set(random.Next(0, 5), random.Next(0, 3), random.Next(2) * 100, random.Next(3));
        var node = new NodeLedger(new NodeId(1, number), capacity, SchedulerFixture.Labels(("zone", random.Next(2) == 0 ? "a" : "b")), gpuIds: null);
        for (var i = random.Next(3); i > 0; i--)
        {
            var used = Bundle(random);
            if (node.Fits(used))
                node.Take(used.ToHold);
        }

        node.IsDraining = random.Next(12) == 0;
        return node;
    }

    private static ResourceShape[] Bundles(Random random)
    {
        ResourceShape[] kinds = [Bundle(random), Bundle(random)];
        return [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => kinds[random.Next(2)].With(PlacementRule.Default))];
    }

    private static ResourceShape Bundle(Random random)
    {
        (string, string)[] labels = random.Next(4) switch
        {
            0 => [("zone", "a")],
            1 => [("zone", "!a")],
            _ => [],
        };
        var (cpu, gpu, memory, tpu) = (random.Next(1, 4) * 0.5, random.Next(4) == 0 ? random.Next(1, 3) : 0, random.Next(4) == 0 ? 60 : 0, random.Next(4) == 0 ? 0.7 : 0);
        return SchedulerFixture.Shape(SchedulerFixture.Set(cpu, gpu, memory, tpu), rule: null, labels);
    }
}
