using System.Reflection;
using RayAkka.Rules;

namespace RayAkka.Generators.Tests.Analyzers;

public class RefusedTypesTests
{
    /// <summary>The names are read by symbols and by System.Type alike; one that names nothing refuses nothing.</summary>
    [Fact]
    public void Names_OfRefusedTypes_AreTypesOfTheBaseLibrary()
    {
        var known = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .SelectMany(path => Assembly.Load(AssemblyName.GetAssemblyName(path)).GetExportedTypes())
            .Select(type => type.FullName!)
            .ToHashSet(StringComparer.Ordinal);

        Assert.All(RefusedTypes.Names, name => Assert.Contains(name, known));
        Assert.Contains(RefusedTypes.CancellationToken, known);
    }

    [Theory]
    [InlineData(typeof(Task<>), RemoteRuleTexts.Task)]
    [InlineData(typeof(Stream), RemoteRuleTexts.Stream)]
    [InlineData(typeof(string), null)]
    [InlineData(typeof(List<>), null)]
    public void ReasonFor_FullNameOfAType_IsTheSentenceOrNull(Type type, string? reason)
    {
        Assert.Equal(reason, RefusedTypes.ReasonFor(type.FullName!));
    }
}
