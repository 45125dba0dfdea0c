using Microsoft.CodeAnalysis;

namespace RayAkka.Generators.Analyzers;

// Generated code stands in other types of the same assembly, and in other files.
internal static class Reachability
{
    public static bool IsReachable(ISymbol symbol)
    {
        for (var s = symbol; s is not null and not INamespaceSymbol; s = s.ContainingSymbol)
        {
            if (s is INamedTypeSymbol { IsFileLocal: true } || !IsOpen(s.DeclaredAccessibility))
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsOpen(Accessibility accessibility) =>
        accessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;
}
