using Microsoft.CodeAnalysis;

namespace RayAkka.Generators.Generation;

/// <summary>What the generator has to say about a class whose surface it cannot generate in full.</summary>
internal static class SurfaceRules
{
    public static readonly DiagnosticDescriptor HiddenMember = Warning(
        "RAY1001",
        "The handle has a member of that name",
        "'{0}' is also the name of a member that every handle has, so no remote call is generated; add [Method(Name = \"...\")] to give the call another name");

    public static readonly DiagnosticDescriptor Clash = Warning(
        "RAY1002",
        "Two methods would be called in the same way",
        "'{0}' and '{1}' would both be called as '{2}'; only the first is generated: add [Method(Name = \"...\")] to one of them or remove it");

    public static readonly DiagnosticDescriptor Unreachable = Error(
        "RAY1003",
        "Generated code cannot reach it",
        "'{0}' cannot be called remotely because '{1}' is private or protected; make it internal or public");

    public static readonly DiagnosticDescriptor FileLocal = Error(
        "RAY1004",
        "Generated code cannot reach a file-local type",
        "'{0}' cannot be called remotely because '{1}' is a file-local type; remove the modifier 'file'");

    public static readonly DiagnosticDescriptor Stream = Warning(
        "RAY1005",
        "Streams are not supported yet",
        "'{0}' returns an asynchronous stream, which is not supported yet, so no remote call is generated; return a list or a Task of a list");

    public static readonly DiagnosticDescriptor HidesGenerated = Warning(
        "RAY1006",
        "A member hides what is generated",
        "'{0}' hides the generated '{1}' of the same name; rename it");

    public static readonly DiagnosticDescriptor RequiredMembers = Error(
        "RAY1007",
        "Required members cannot be set remotely",
        "'{0}' has required members, which Remote(...) cannot set; take them as constructor parameters or mark a constructor with [SetsRequiredMembers]");

    public static readonly DiagnosticDescriptor Meaningless = Warning(
        "RAY1008",
        "The value has no meaning here",
        "'{0}' has no meaning on a remote {1}; remove it");

    public static readonly DiagnosticDescriptor BadName = Error(
        "RAY1009",
        "Not a name",
        "'{0}' cannot be the name of a generated member; use a C# identifier");

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Make(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Error(string id, string title, string message) => Make(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Make(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, "RayAkka.Surface", severity, isEnabledByDefault: true);
}
