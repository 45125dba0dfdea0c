using RayAkka.Diagnostics;

namespace RayAkka.Simulation;

/// <summary>The runtime under a seeded scheduler: no seed breaks a law, each is the same each time, and mistakes are noticed.</summary>
public sealed class SimulationTests
{
    private const int Seeds = 2000;

    [Fact]
    public void Runs_OfTwoThousandSeeds_BreakNoLaw()
    {
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var report = Run.Of(seed);
            Assert.True(report.Broken is null, report.ToString());
        }
    }

    [Fact]
    public void Run_OfTheSameSeed_DoesTheSameEachTime()
    {
        for (var seed = 5000UL; seed < 5060; seed++)
        {
            var first = Run.Of(seed);
            var second = Run.Of(seed);

            Assert.Equal(first, second);
        }
    }

    [Fact]
    public void Runs_OfSomeSeeds_SeeAllThatTheLawsAreAbout()
    {
        var reports = Enumerable.Range(7000, 200).Select(seed => Run.Of((ulong)seed)).ToList();

        Assert.True(reports.Select(report => report.Hash).Distinct().Count() == reports.Count, "Seeds are not told apart.");
        Assert.InRange(reports.Sum(report => report.LostNodes), 50, int.MaxValue);
        Assert.InRange(reports.Sum(report => report.Reruns), 500, int.MaxValue);
        Assert.InRange(reports.Sum(report => report.Incarnations), 1000, int.MaxValue);
        foreach (var place in Enum.GetValues<JournalPlace>())
            Assert.Contains(reports, report => report.Scenario.Journal == place && report.Scenario.Replayed > 0 && report.Reruns > 0);
        Assert.Contains(reports, report => report.Scenario.IsDirect);
        Assert.Contains(reports, report => report.Scenario is { IsDirect: false, Drop: > 0, Repeat: > 0 });
        Assert.Contains(reports, report => report.Scenario.ShutsDownEarly);
    }

    [Theory]
    [InlineData(nameof(PlantedBug.LinkRepeats))]
    [InlineData(nameof(PlantedBug.NoDeduplication))]
    [InlineData(nameof(PlantedBug.NewCallDuringReplay))]
    [InlineData(nameof(PlantedBug.AcknowledgeBeforeAppend))]
    [InlineData(nameof(PlantedBug.CheckpointWithoutReplies))]
    [InlineData(nameof(PlantedBug.NewIdentity))]
    [InlineData(nameof(PlantedBug.NoFencing))]
    public void Runs_WithAPlantedBug_NoticeItWithinTwoThousandSeeds(string bug)
    {
        PlantedBugs.Active = Enum.Parse<PlantedBug>(bug);
        try
        {
            Assert.Contains(Enumerable.Range(1, Seeds), seed => Run.Of((ulong)seed).Broken is not null);
        }
        finally
        {
            PlantedBugs.Active = PlantedBug.None;
        }
    }
}
