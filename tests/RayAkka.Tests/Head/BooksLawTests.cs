namespace RayAkka.Tests.Head;

public sealed class BooksLawTests
{
    private const int SeedsEach = 150;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AnySchedule_OfDeathsAndElectionsUnderLoad_GivesNothingTwiceAndLosesNothing(int block)
    {
        var beginnings = 0;
        for (var seed = block * SeedsEach; seed < (block + 1) * SeedsEach; seed++)
        {
            try
            {
                using var load = new SimLoad(seed);
                load.Run(steps: 900);
                beginnings += load.Cluster.Audit.Beginnings;
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"With the seed {seed}: {failure.Message}", failure);
            }
        }

        // Else nothing was tried.
        Assert.True(beginnings > 10 * SeedsEach, $"Only {beginnings} grants began.");
    }
}
