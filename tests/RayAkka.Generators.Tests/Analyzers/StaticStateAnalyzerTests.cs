using Microsoft.CodeAnalysis;
using RayAkka.Generators.Analyzers;

namespace RayAkka.Generators.Tests.Analyzers;

public class StaticStateAnalyzerTests
{
    [Theory]
    [InlineData("private static int S;")]
    [InlineData("[ThreadStatic] private static int S;")]
    [InlineData("public static int S { get; set; }")]
    [InlineData("public static int S { get; private set; }")]
    [InlineData("public static event Action? S;")]
    [InlineData("private static readonly List<int> S = [];")]
    [InlineData("private static readonly IDictionary<string, int> S = null!;")]
    [InlineData("private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> S = new();")]
    [InlineData("private static readonly System.Text.StringBuilder S = new();")]
    [InlineData("public static HashSet<int> S { get; } = [];")]
    public async Task Analyze_MutableStaticState_IsAnInfo(string member)
    {
        var info = Assert.Single(await RunAsync("[Remote] public", member));

        Assert.Equal(RuleIds.StaticState, info.Id);
        Assert.Equal(DiagnosticSeverity.Info, info.Severity);
        Assert.StartsWith("'A.S' is mutable static state", info.Sentence(), StringComparison.Ordinal);
        Assert.Equal("S", info.Target());
    }

    [Theory]
    [InlineData("private int S;")]
    [InlineData("private const int S = 1;")]
    [InlineData("private static readonly int S = 1;")]
    [InlineData("private static readonly int[] S = [1, 2];")]
    [InlineData("private static readonly System.Collections.Immutable.ImmutableArray<int> S = [];")]
    [InlineData("private static readonly IReadOnlyList<int> S = [];")]
    [InlineData("private static readonly System.Collections.Frozen.FrozenSet<int> S = null!;")]
    [InlineData("public static int S { get; } = 1;")]
    [InlineData("public static int S => 1;")]
    [InlineData("private readonly List<int> S = [];")]
    public async Task Analyze_ConstantOrInstanceState_IsSilent(string member)
    {
        Assert.Empty(await RunAsync("[Remote] public", member));
    }

    [Fact]
    public async Task Analyze_ClassThatIsNotRemote_IsSilent()
    {
        Assert.Empty(await RunAsync("public", "private static int S;"));
    }

    private static Task<IReadOnlyList<Diagnostic>> RunAsync(string modifiers, string member) =>
        Analyzing.RunAsync<StaticStateAnalyzer>($$"""{{modifiers}} class A { {{member}} }""");
}
