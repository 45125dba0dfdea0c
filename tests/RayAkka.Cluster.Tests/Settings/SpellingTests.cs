using RayAkka.Cluster.Settings;

namespace RayAkka.Cluster.Tests.Settings;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("gpu", "gpu", 0)]
    [InlineData("", "gpu", 3)]
    [InlineData("gpus", "gpu", 1)]
    [InlineData("gpu", "cpu", 1)]
    [InlineData("drian", "drain", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_OfTwoTexts_IsTheFewestChanges(string a, string b, int expected)
    {
        Assert.Equal(expected, Spelling.Distance(a, b));
        Assert.Equal(expected, Spelling.Distance(b, a));
    }

    [Fact]
    public void Nearest_SameLastPart_BeatsManyChanges() => Assert.Equal("x.resources.gpu", Spelling.Nearest("x.gpu", ["x.role", "x.resources.gpu"]));

    [Fact]
    public void Nearest_OneLetterOff_IsFound() => Assert.Equal("x.role", Spelling.Nearest("x.rol", ["x.resources.gpu", "x.role"]));
}
