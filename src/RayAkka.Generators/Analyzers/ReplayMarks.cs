using System.Linq;
using Microsoft.CodeAnalysis;

namespace RayAkka.Generators.Analyzers;

// Whether options ask for Recovery = Replay.
internal static class ReplayMarks
{
    public const string Recovery = "Recovery";
    public const string MaxConcurrency = "MaxConcurrency";
    private const string Replay = "Replay";

    public static AttributeData? RemoteOf(ISymbol symbol, KnownSymbols known) =>
        symbol.GetAttributes().FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, known.RemoteAttribute));

    public static bool IsReplay(AttributeData? remote) =>
        remote?.NamedArguments.Any(a => a.Key == Recovery && IsReplay(a.Value.Type, a.Value.Value)) == true;

    // A constant of the enum, which is known by the name of its member.
    public static bool IsReplay(ITypeSymbol? type, object? value) =>
        type is { TypeKind: TypeKind.Enum } && type.GetMembers(Replay).OfType<IFieldSymbol>().Any(field => Equals(field.ConstantValue, value));
}
