using Microsoft.CodeAnalysis;

namespace RayAkka.Generators.Generation;

/// <summary>
/// What the generator leaves out of a class that is sound otherwise; classes that cannot be remote at all are the analyzers' to name.
/// </summary>
internal static class SurfaceRules
{
    private const string HelpPage = "https://github.com/rayakka/rayakka/blob/main/src/RayAkka.Generators/Rules.md#";

    public static readonly DiagnosticDescriptor HiddenMember = Warning(
        "RAY1001",
        "The handle has a member of that name",
        "'{0}' is also the name of a member that every handle has, so no remote call is generated; "
            + "add [Method(Name = \"...\")] to give the call another name");

    public static readonly DiagnosticDescriptor Clash = Warning(
        "RAY1002",
        "Two methods would be called in the same way",
        "'{0}' and '{1}' would both be called as '{2}'; only the first is generated: add [Method(Name = \"...\")] to one of them or remove it");

    public static readonly DiagnosticDescriptor HidesGenerated = Warning(
        "RAY1003",
        "A member hides what is generated",
        "'{0}' hides the generated '{1}' of the same name; rename it");

    public static readonly DiagnosticDescriptor Meaningless = Warning(
        "RAY1004",
        "The value has no meaning here",
        "'{0}' has no meaning on a remote {1}; remove it");

    public static readonly DiagnosticDescriptor ReplayStream = Warning(
        "RAY1005",
        "An actor that is replayed cannot stream",
        "'{0}' streams, which an actor with Recovery = Replay cannot, since how far a reader came is in no journal; return a list or a Task of a list");

    public static readonly DiagnosticDescriptor BadName = Error(
        "RAY1006",
        "Not a name",
        "'{0}' cannot be the name of a generated member; use a C# identifier");

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        Make(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        Make(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Make(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, "RayAkka.Surface", severity, isEnabledByDefault: true, helpLinkUri: HelpPage + id.ToLowerInvariant());
}
