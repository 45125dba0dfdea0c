using System.Linq;
using Microsoft.CodeAnalysis;

namespace RayAkka.Generators.Analyzers;

// The package's own types in one compilation.
internal sealed class KnownSymbols
{
    private KnownSymbols(Compilation compilation, INamedTypeSymbol remoteAttribute)
    {
        RemoteAttribute = remoteAttribute;
        Ray = compilation.GetTypeByMetadataName("RayAkka.Ray");
        ObjectRef = compilation.GetTypeByMetadataName("RayAkka.ObjectRef");
        ObjectRefStream = compilation.GetTypeByMetadataName("RayAkka.ObjectRefStream`1");
        TypedActorHandle = compilation.GetTypeByMetadataName("RayAkka.ActorHandle`1");
    }

    public INamedTypeSymbol RemoteAttribute { get; }

    public INamedTypeSymbol? Ray { get; }

    public INamedTypeSymbol? ObjectRef { get; }

    public INamedTypeSymbol? ObjectRefStream { get; }

    public INamedTypeSymbol? TypedActorHandle { get; }

    // Null in a compilation that does not use the package: no rule has anything to say there.
    public static KnownSymbols? In(Compilation compilation) =>
        compilation.GetTypeByMetadataName("RayAkka.RemoteAttribute") is { } remote ? new KnownSymbols(compilation, remote) : null;

    public bool IsRemote(ISymbol symbol) =>
        symbol.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, RemoteAttribute));

    public bool IsObjectRef(ITypeSymbol? type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(t.OriginalDefinition, ObjectRef))
            {
                return true;
            }
        }

        return false;
    }
}
