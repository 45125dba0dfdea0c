using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RayAkka.Generators.Generation.Model;

namespace RayAkka.Generators.Generation.Parsing;

/// <summary>Reads a <c>[Remote]</c> class: its constructors and its public instance methods, inherited ones included.</summary>
internal static class RemoteClassParser
{
    /// <summary>The model, or null where nothing can be generated (the analyzers say why).</summary>
    public static RemoteTypeModel? Parse(INamedTypeSymbol type, Compilation compilation, bool nullable, Action<Diagnostic>? report)
    {
        if (type is not { TypeKind: TypeKind.Class, IsStatic: false, IsAbstract: false } || !RemoteTypeParser.IsReachable(type))
        {
            return null;
        }

        foreach (var key in OptionTexts.Meaningless(type.Find(WellKnown.Remote)!, isClass: true))
        {
            report?.Invoke(Diagnostic.Create(SurfaceRules.Meaningless, type.Locations[0], key, "class"));
        }

        if (ReportHiding(type, report))
        {
            return null;
        }

        var names = new TypeNames(type, nullable);
        var constructors = new CallParser(type, names, report);
        foreach (var constructor in ConstructorsOf(type))
        {
            constructors.Add(constructor, CallTarget.Constructor, "");
        }

        var calls = new CallParser(type, names, report);
        var taken = HandleMembers.Of(compilation);
        foreach (var method in MethodsOf(type))
        {
            var given = NameGiven(method);
            if (given is null && IsRuntimesOwn(method, type))
            {
                continue;
            }

            var member = given ?? method.Name;
            if (taken.Contains(member))
            {
                report?.Invoke(Diagnostic.Create(SurfaceRules.HiddenMember, calls.LocationOf(method), member));
                continue;
            }

            calls.Add(method, CallTarget.Method, member);
        }

        return RemoteTypeParser.Build(type, "_Remote", nullable, OptionTexts.OfActor(type), constructors.Calls, calls);
    }

    private static IEnumerable<IMethodSymbol> ConstructorsOf(INamedTypeSymbol type)
    {
        var isCopied = type.IsRecord;
        var hasRequired = Bases(type).SelectMany(t => t.GetMembers())
            .Any(m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });
        return type.InstanceConstructors
            .Where(c => RemoteTypeParser.IsReachable(c.DeclaredAccessibility))
            .Where(c => !isCopied || c.Parameters.Length != 1 || !SymbolEqualityComparer.Default.Equals(c.Parameters[0].Type, type))
            .Where(c => !hasRequired || c.Find("System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute") is not null);
    }

    private static IEnumerable<IMethodSymbol> MethodsOf(INamedTypeSymbol type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var method in Bases(type).SelectMany(t => t.GetMembers()).OfType<IMethodSymbol>())
        {
            if (method is { MethodKind: MethodKind.Ordinary, IsStatic: false, DeclaredAccessibility: Accessibility.Public }
                && method is { IsImplicitlyDeclared: false, CanBeReferencedByName: true }
                && seen.Add(Signature(method)))
            {
                yield return method;
            }
        }
    }

    /// <summary>The same for a method and those that it overrides or hides.</summary>
    private static string Signature(IMethodSymbol method)
    {
        var types = method.Parameters.Select(p => p.RefKind + Normalized(p.Type, method));
        return $"{method.Name}`{method.Arity}({string.Join(",", types)})";
    }

    private static string Normalized(ITypeSymbol type, IMethodSymbol method)
    {
        var parts = type.ToDisplayParts(SymbolDisplayFormat.FullyQualifiedFormat).Select(part =>
            part.Symbol is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } p ? "!!" + p.Ordinal : part.ToString());
        return string.Concat(parts);
    }

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var t = type; t is not null && t.SpecialType != SpecialType.System_Object; t = t.BaseType)
        {
            yield return t;
        }
    }

    private static string? NameGiven(IMethodSymbol method)
    {
        for (var m = method; m is not null; m = m.OverriddenMethod)
        {
            if (m.Find(WellKnown.Method) is { } attribute)
            {
                return attribute.NamedArguments.FirstOrDefault(a => a.Key == "Name").Value.Value as string ?? method.Name;
            }
        }

        return null;
    }

    /// <summary>Members of <see cref="object"/> and disposal, which nobody means to call remotely unless they say so with an attribute.</summary>
    private static bool IsRuntimesOwn(IMethodSymbol method, INamedTypeSymbol type)
    {
        var root = method;
        while (root.OverriddenMethod is { } overridden)
        {
            root = overridden;
        }

        return root.ContainingType.SpecialType == SpecialType.System_Object
            || type.AllInterfaces
                .Where(i => i.SpecialType == SpecialType.System_IDisposable || i.Is("System.IAsyncDisposable") || i.Is("System.IEquatable"))
                .SelectMany(i => i.GetMembers())
                .Any(m => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(m), method));
    }

    /// <summary>True if nothing can be generated: an extension member must not be named like the type it extends.</summary>
    private static bool ReportHiding(INamedTypeSymbol type, Action<Diagnostic>? report)
    {
        if (type.Name is "Remote" or "Options")
        {
            report?.Invoke(Diagnostic.Create(SurfaceRules.HidesGenerated, type.Locations[0], type.Name, $"{type.Name}.{type.Name}(...)"));
            return true;
        }

        foreach (var hiding in Bases(type).SelectMany(t => t.GetMembers()).OfType<IMethodSymbol>())
        {
            if (hiding.Name is "Remote" or "Options" && hiding.DeclaredAccessibility != Accessibility.Private)
            {
                var location = hiding.Locations.FirstOrDefault(l => l.IsInSource) ?? type.Locations[0];
                report?.Invoke(Diagnostic.Create(SurfaceRules.HidesGenerated, location, hiding.Name, $"{type.Name}.{hiding.Name}(...)"));
            }
        }

        return false;
    }
}
