using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RayAkka.Generators.Analyzers;
using RayAkka.Generators.Generation.Model;

namespace RayAkka.Generators.Generation.Parsing;

/// <summary>Reads the constructors, methods or functions of one class; overloads of one name are numbered.</summary>
internal sealed class CallParser(INamedTypeSymbol type, TypeNames typeNames, Action<Diagnostic>? report)
{
    private readonly string _typeName = type.ToDisplayString(s_shortName);
    private readonly List<CallModel> _calls = [];
    private readonly Dictionary<string, IMethodSymbol> _signatures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _overloads = new(StringComparer.Ordinal);

    private static readonly SymbolDisplayFormat s_shortName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes);

    public EquatableArray<CallModel> Calls => new(_calls.OrderBy(c => _calls.FindIndex(o => o.Member == c.Member)));

    public string TypeName => _typeName;

    public void Add(IMethodSymbol method, CallTarget target, string member)
    {
        if (member.Length > 0 && !SyntaxFacts.IsValidIdentifier(member))
        {
            report?.Invoke(Diagnostic.Create(SurfaceRules.BadName, LocationOf(method), member));
            return;
        }

        if (method.IsVararg || method.ReturnsByRef || method.ReturnsByRefReadonly || method is { IsAsync: true, ReturnsVoid: true })
        {
            return;
        }

        var names = typeNames.ForMethod(method);
        if (ParameterParser.Parse(method, names) is not { } parameters || !IsSupported(method))
        {
            return;
        }

        if (!IsFirst(method, member, parameters))
        {
            return;
        }

        var (shape, result) = target == CallTarget.Constructor ? (ReturnShape.Void, null) : Returned(method.ReturnType);
        _overloads.TryGetValue(member, out var number);
        _overloads[member] = number + 1;
        var ownTypeParameters = names.Of(method.TypeParameters);
        _calls.Add(new CallModel(
            target,
            member,
            $"{(member.Length == 0 ? "Creation" : member)}_{number}",
            TypeNames.Escape(method.Name) + ownTypeParameters.List,
            target == CallTarget.Constructor ? _typeName : $"{_typeName}.{method.Name}",
            method.DeclaredAccessibility == Accessibility.Public ? "public" : "internal",
            ownTypeParameters,
            new(parameters),
            shape,
            result is null ? "" : names.Of(result),
            OptionsOf(method, target),
            ObsoleteText.Of(method),
            Docs.Of(method, Summary(method, target))));
    }

    public Location LocationOf(IMethodSymbol method) =>
        method.Locations.FirstOrDefault(l => l.IsInSource) ?? type.Locations.FirstOrDefault() ?? Location.None;

    private bool IsSupported(IMethodSymbol method)
    {
        if (ItemOf(method.ReturnType) is not { } item)
        {
            return ParameterParser.CanTravel(method.ReturnType);
        }

        if (ReplayMarks.IsReplay(type.Find(WellKnown.Remote)))
        {
            report?.Invoke(Diagnostic.Create(SurfaceRules.ReplayStream, LocationOf(method), method.Name));
        }

        return ParameterParser.CanTravel(item);
    }

    private static ITypeSymbol? ItemOf(ITypeSymbol returned) =>
        returned is INamedTypeSymbol { Arity: 1 } named && named.Is("System.Collections.Generic.IAsyncEnumerable") ? named.TypeArguments[0] : null;

    private bool IsFirst(IMethodSymbol method, string member, IReadOnlyList<ParameterModel> parameters)
    {
        var shown = method.Parameters.Zip(parameters, (symbol, model) => (symbol, model)).Where(p => p.model.Kind != ParameterKind.Token);
        var types = string.Join(", ", shown.Select(p => p.symbol.Type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)));
        var key = $"{member}`{method.Arity}({types})";
        if (!_signatures.TryGetValue(key, out var other))
        {
            _signatures.Add(key, method);
            return true;
        }

        var call = member.Length == 0 ? $"{_typeName}.Remote({types})" : $"{member}.Remote({types})";
        report?.Invoke(Diagnostic.Create(SurfaceRules.Clash, LocationOf(method), Show(other), Show(method), call));
        return false;
    }

    private static string Show(IMethodSymbol method) => method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    private static string? OptionsOf(IMethodSymbol method, CallTarget target) => target switch
    {
        CallTarget.Method => OptionTexts.OfCall(method),
        CallTarget.Function => OptionTexts.OfTask(method),
        _ => null,
    };

    private string Summary(IMethodSymbol method, CallTarget target) => target switch
    {
        CallTarget.Constructor => $"Creates an actor of class <c>{_typeName}</c>.",
        CallTarget.Method => $"Calls <c>{_typeName}.{method.Name}</c> on the actor.",
        _ => $"Runs <c>{_typeName}.{method.Name}</c> as a task.",
    };

    private static (ReturnShape Shape, ITypeSymbol? Result) Returned(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Void)
        {
            return (ReturnShape.Void, null);
        }

        if (ItemOf(type) is { } item)
        {
            return (ReturnShape.Stream, item);
        }

        if (type is INamedTypeSymbol { Arity: 0 or 1 } named)
        {
            var result = named.Arity == 1 ? named.TypeArguments[0] : null;
            switch (named.FullName())
            {
                case "System.Threading.Tasks.Task":
                    return (result is null ? ReturnShape.Task : ReturnShape.TaskOfValue, result);
                case "System.Threading.Tasks.ValueTask":
                    return (result is null ? ReturnShape.ValueTask : ReturnShape.ValueTaskOfValue, result);
            }
        }

        return (ReturnShape.Value, type);
    }
}
