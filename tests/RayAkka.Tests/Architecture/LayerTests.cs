using Mono.Cecil;

namespace RayAkka.Tests.Architecture;

/// <summary>The walls between the layers: semantics live in the runtime, engines behind the port, Akka in a package of its own.</summary>
public sealed class LayerTests
{
    private const string EmbeddedNamespace = "RayAkka.Engine.Embedded";

    /// <summary>Where the compiler writes the calls of module initializers.</summary>
    private const string ModuleType = "<Module>";

    private static readonly string[] PublicNamespaces = ["RayAkka", "RayAkka.CompilerServices", "RayAkka.Testing"];

    [Fact]
    public void Runtime_OutsideTheEmbeddedEngine_NamesNoTypeOfIt()
    {
        using var library = ReadLibrary();

        var uses = UsesFromOutside(library, EmbeddedNamespace).Select(use => $"{use.User}, in {use.Place}, names {use.Used.FullName}");

        // No exceptions: a module initializer of the engine's own makes it known to the runtime.
        Assert.Contains(library.MainModule.Types, type => IsIn(type, EmbeddedNamespace));
        Assert.Empty(uses.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Detector_OnSamplesThatNameAForbiddenType_FindsEachKindOfUse()
    {
        const string Forbidden = "RayAkka.Tests.Architecture.Samples.Forbidden";
        using var tests = AssemblyDefinition.ReadAssembly(typeof(LayerTests).Assembly.Location);

        var users = UsesFromOutside(tests, Forbidden)
            .Select(use => OutermostName(use.User))
            .Where(user => user.StartsWith("RayAkka.Tests.Architecture.Samples.", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(user => user.Split('.')[^1]);

        Assert.Equal(["NamesItAsTypeArgument", "NamesItInABody", "NamesItInAClosure", "NamesItInAField", "NamesItInASignature"], users);
    }

    [Fact]
    public void Library_References_NoAkkaAssembly()
    {
        using var library = ReadLibrary();

        Assert.DoesNotContain(library.MainModule.AssemblyReferences, reference => reference.Name.StartsWith("Akka", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void PublicTypes_OfTheLibrary_StandInThePublicNamespaces()
    {
        using var library = ReadLibrary();

        var strays = library.MainModule.Types.Where(type => type.IsPublic && !PublicNamespaces.Contains(type.Namespace, StringComparer.Ordinal));

        Assert.Empty(strays.Select(type => type.FullName));
    }

    private static AssemblyDefinition ReadLibrary() => AssemblyDefinition.ReadAssembly(typeof(RemoteAttribute).Assembly.Location);

    private static IEnumerable<TypeUse> UsesFromOutside(AssemblyDefinition assembly, string walled) => assembly.MainModule.Types
        .Where(type => !IsIn(type, walled) && type.Name != ModuleType)
        .SelectMany(TypeUses.Of)
        .Where(use => IsIn(use.Used, walled));

    private static bool IsIn(TypeReference type, string walled)
    {
        var name = TypeUses.NamespaceOf(type);
        return name == walled || name.StartsWith(walled + ".", StringComparison.Ordinal);
    }

    private static string OutermostName(string fullName) => fullName.Split('/')[0];
}
