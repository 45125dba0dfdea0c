using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RayAkka.Generators.Analyzers;

namespace RayAkka.Generators.Tests.Analyzers;

public class RulesTests
{
    private static readonly Type[] s_analyzers =
        [.. typeof(RuleIds).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract)];

    public static TheoryData<string> Ids =>
        [.. Descriptors(s_analyzers).Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void RulesPage_ForEachRule_HasExamplesAndSaysHowToSilence(string id)
    {
        var section = Section(id);

        Assert.Contains("```csharp", section, StringComparison.Ordinal);
        Assert.Contains("// good", section, StringComparison.Ordinal);
        Assert.Contains("ilence", section, StringComparison.Ordinal);
    }

    [Fact]
    public void RulesPage_ForEachMisuse_HasTitleAndSeverityOfTheRule()
    {
        Assert.All(Misuses(), rule =>
        {
            var title = rule.Title.ToString(CultureInfo.InvariantCulture).Replace("[Remote]", "`[Remote]`", StringComparison.Ordinal);
            Assert.Contains($"**{title}** ({Shown(rule.DefaultSeverity)})", Section(rule.Id), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void HelpLink_OfEachMisuse_LeadsToItsSection()
    {
        Assert.All(Misuses(), rule => Assert.EndsWith(
            "/src/RayAkka.Generators/Rules.md#" + rule.Id.ToLowerInvariant(), rule.HelpLinkUri, StringComparison.Ordinal));
    }

    [Fact]
    public void Misuses_OfAllAnalyzers_AreTheDeclaredIds()
    {
        var declared = typeof(RuleIds).GetFields().Select(f => (string)f.GetRawConstantValue()!);

        Assert.Equal(declared.Order(StringComparer.Ordinal), Misuses().Select(d => d.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Analyzers_OfTheAssembly_AreSeenByTheCompiler()
    {
        Assert.NotEmpty(s_analyzers);
        Assert.All(s_analyzers, t => Assert.Contains(
            LanguageNames.CSharp, t.GetCustomAttribute<DiagnosticAnalyzerAttribute>()?.Languages ?? []));
    }

    private static IEnumerable<DiagnosticDescriptor> Misuses() =>
        Descriptors(s_analyzers.Where(t => t.Namespace == typeof(RuleIds).Namespace));

    private static IEnumerable<DiagnosticDescriptor> Descriptors(IEnumerable<Type> analyzers) =>
        analyzers.SelectMany(t => ((DiagnosticAnalyzer)Activator.CreateInstance(t)!).SupportedDiagnostics);

    private static string Shown(DiagnosticSeverity severity) => severity.ToString().ToLowerInvariant();

    private static string Section(string id)
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Rules.md")).ReplaceLineEndings("\n");
        return Assert.Single(page.Split("\n## "), s => s.StartsWith(id + "\n", StringComparison.Ordinal));
    }
}
