using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RayAkka.Rules;

namespace RayAkka.Generators.Analyzers;

// RAY2002, RAY2003, RAY2004: what the constructors and methods of a remote class, and remote functions, may take and return.
//
// Only members that the user declares in the remote class are judged. What a class inherits from somebody else's base, overrides from it,
// or gets from the compiler (a record's Deconstruct) is not the user's to change; such a method just gets no remote form.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RemoteSignatureAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Rules.Parameter, Rules.Result, Rules.AsyncVoid);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownSymbols.In(start.Compilation) is { } known)
            {
                start.RegisterSymbolAction(symbol => AnalyzeMethod(symbol, known), SymbolKind.Method);
            }
        });
    }

    private static void AnalyzeMethod(SymbolAnalysisContext context, KnownSymbols known)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.IsImplicitlyDeclared || !IsRemoteMember(method, known))
        {
            return;
        }

        var name = NameOf(method);
        foreach (var parameter in method.Parameters)
        {
            if (Travel.ReasonAgainst(parameter) is { } reason)
            {
                Report(Rules.Parameter, parameter, RemoteRuleTexts.Parameter(name, parameter.Name, reason));
            }
        }

        if (method.MethodKind == MethodKind.Constructor)
        {
            return;
        }

        if (method.IsAsync && method.ReturnsVoid)
        {
            Report(Rules.AsyncVoid, method, RemoteRuleTexts.AsyncVoid(name));
        }
        else if (Travel.ReasonAgainstResult(method, context.CancellationToken) is { } reason)
        {
            Report(Rules.Result, method, RemoteRuleTexts.Result(name, reason));
        }

        void Report(DiagnosticDescriptor rule, ISymbol at, string sentence) =>
            context.ReportDiagnostic(Diagnostic.Create(rule, at.Locations.FirstOrDefault(), sentence));
    }

    private static bool IsRemoteMember(IMethodSymbol method, KnownSymbols known) => method.MethodKind switch
    {
        MethodKind.Ordinary when known.IsRemote(method) => true,
        MethodKind.Ordinary when method.IsStatic || IsForeignOverride(method) => false,
        MethodKind.Ordinary => method.DeclaredAccessibility == Accessibility.Public && known.IsRemote(method.ContainingType),
        MethodKind.Constructor => IsOffered(method) && known.IsRemote(method.ContainingType),
        _ => false,
    };

    // An internal constructor beside public ones is the class's own affair; alone it is the only way to create an actor.
    private static bool IsOffered(IMethodSymbol constructor) =>
        constructor.DeclaredAccessibility == Accessibility.Public
        || (Reachability.IsOpen(constructor.DeclaredAccessibility)
            && !constructor.ContainingType.InstanceConstructors.Any(c => c.DeclaredAccessibility == Accessibility.Public));

    private static bool IsForeignOverride(IMethodSymbol method)
    {
        var root = method;
        while (root.OverriddenMethod is { } overridden)
        {
            root = overridden;
        }

        return !SymbolEqualityComparer.Default.Equals(root.ContainingAssembly, method.ContainingAssembly);
    }

    private static string NameOf(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.ContainingType.Name + "." + method.Name;
}
