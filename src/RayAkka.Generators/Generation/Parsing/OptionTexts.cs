using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace RayAkka.Generators.Generation.Parsing;

/// <summary>Turns attributes into object initializers: only what was given explicitly is set, so that everything else falls back.</summary>
internal static class OptionTexts
{
    private static readonly HashSet<string> s_actor =
    [
        "NumCpus", "NumGpus", "Memory", "AcceleratorType", "Name", "Namespace", "Lifetime", "GetIfExists", "MaxRestarts", "MaxTaskRetries", "MaxConcurrency",
        "MaxPendingCalls", "MailboxCapacity", "Reentrant",
        "RestartOn", "Recovery", "CheckpointEvery",
    ];

    private static readonly HashSet<string> s_task = ["NumCpus", "NumGpus", "Memory", "AcceleratorType", "MaxRetries", "RetryExceptions", "ReadAhead"];

    private static readonly HashSet<string> s_call = ["MaxTaskRetries", "RetryExceptions", "ConcurrencyGroup", "ReadAhead"];

    public static string? OfActor(INamedTypeSymbol type) =>
        Write("ActorOptions", [.. Named(type.Find(WellKnown.Remote), s_actor), .. Keyed(type)]);

    public static string? OfTask(IMethodSymbol function) =>
        Write("TaskOptions", [.. Named(function.Find(WellKnown.Remote), s_task), .. Keyed(function)]);

    public static string? OfCall(IMethodSymbol method) =>
        Write("CallOptions", [.. Named(method.Find(WellKnown.Method), s_call)]);

    /// <summary>The arguments of a <c>[Remote]</c> that have no meaning where it stands.</summary>
    public static IEnumerable<string> Meaningless(AttributeData remote, bool isClass) =>
        remote.NamedArguments.Select(a => a.Key).Where(key => !(isClass ? s_actor : s_task).Contains(key));

    private static IEnumerable<string> Named(AttributeData? attribute, HashSet<string> known) =>
        from argument in attribute?.NamedArguments ?? []
        where known.Contains(argument.Key)
        select $"{argument.Key} = {Text(argument.Value)}";

    private static IEnumerable<string> Keyed(ISymbol symbol)
    {
        foreach (var (property, attribute) in new[] { ("Resources", WellKnown.Resource), ("Labels", WellKnown.Label), ("ConcurrencyGroups", WellKnown.ConcurrencyGroup) })
        {
            var entries = symbol.GetAttributes()
                .Where(a => a.AttributeClass.Is(attribute) && a.ConstructorArguments.Length == 2)
                .Select(a => $"[{Text(a.ConstructorArguments[0])}] = {Text(a.ConstructorArguments[1])}")
                .ToList();
            if (entries.Count > 0)
            {
                yield return $"{property} = {{ {string.Join(", ", entries)} }}";
            }
        }
    }

    private static string? Write(string type, IReadOnlyCollection<string> values) =>
        values.Count == 0 ? null : $"new global::RayAkka.{type} {{ {string.Join(", ", values)} }}";

    private static string Text(TypedConstant constant) => constant switch
    {
        { Kind: TypedConstantKind.Enum, Type: { } type } =>
            $"({type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})({Literals.Of(constant.Value!)})",
        { Kind: TypedConstantKind.Array, IsNull: false } => $"[{string.Join(", ", constant.Values.Select(Text))}]",
        { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } => $"typeof({type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})",
        { Kind: not TypedConstantKind.Array, Value: { } value } => Literals.Of(value),
        _ => "null",
    };
}
