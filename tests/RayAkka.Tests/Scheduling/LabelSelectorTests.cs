namespace RayAkka.Tests.Scheduling;

public sealed class LabelSelectorTests
{
    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("a", "b", false)]
    [InlineData("a", null, false)]
    [InlineData("!a", "a", false)]
    [InlineData("!a", "b", true)]
    [InlineData("!a", null, true)]
    [InlineData("in(a, b)", "b", true)]
    [InlineData("in(a,b)", "c", false)]
    [InlineData("in(a,b)", null, false)]
    [InlineData("!in(a,b)", "a", false)]
    [InlineData("!in(a,b)", "c", true)]
    [InlineData("!in(a,b)", null, true)]
    [InlineData("exists()", "c", true)]
    [InlineData("exists()", null, false)]
    [InlineData("!exists()", "c", false)]
    [InlineData("!exists()", null, true)]
    public void Matches_OfAText_MeansWhatItSays(string text, string? value, bool expected)
    {
        LabelSelector selector = text;

        Assert.Equal(expected, selector.Matches(value));
        Assert.Equal(selector, LabelSelector.Parse(selector.ToString()));
    }

    [Fact]
    public void Factories_AndTheirTexts_AreEqual()
    {
        Assert.Equal(LabelSelector.EqualTo("a"), "a");
        Assert.Equal(LabelSelector.Not("a"), "!a");
        Assert.Equal(LabelSelector.In("b", "a", "b"), "in(a, b)");
        Assert.Equal(LabelSelector.NotIn("a", "b"), "!in(b,a)");
        Assert.Equal(LabelSelector.Exists, "exists()");
        Assert.Equal(LabelSelector.DoesNotExist, "!exists()");
        Assert.NotEqual(LabelSelector.In("a"), LabelSelector.Not("a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("!!a")]
    [InlineData("in()")]
    [InlineData("in(a,)")]
    [InlineData("in(a")]
    [InlineData("a,b")]
    public void Parse_OfWhatNoLabelCanBe_IsRefused(string text) => Assert.Throws<ArgumentException>(() => LabelSelector.Parse(text));
}
