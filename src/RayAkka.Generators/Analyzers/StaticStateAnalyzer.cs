using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RayAkka.Generators.Analyzers;

// RAY2008: static state of a remote class that can change.
//
// Arrays are left out on purpose: nearly every static readonly array is a table of constants. The named collections exist to be filled.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class StaticStateAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableHashSet<string> s_mutable = ImmutableHashSet.Create(
        "ArrayList", "BitArray", "BlockingCollection", "Collection", "ConcurrentBag", "ConcurrentDictionary", "ConcurrentQueue",
        "ConcurrentStack", "Dictionary", "HashSet", "Hashtable", "LinkedList", "List", "ObservableCollection", "OrderedDictionary",
        "PriorityQueue", "Queue", "SortedDictionary", "SortedList", "SortedSet", "Stack", "StringBuilder",
        "ICollection", "IDictionary", "IList", "ISet");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.StaticState);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownSymbols.In(start.Compilation) is { } known)
            {
                start.RegisterSymbolAction(symbol => AnalyzeField(symbol, known), SymbolKind.Field);
            }
        });
    }

    // An auto-property or field-like event is judged by the field behind it, which has its name and place.
    private static void AnalyzeField(SymbolAnalysisContext context, KnownSymbols known)
    {
        var field = (IFieldSymbol)context.Symbol;
        if (!field.IsStatic || field.IsConst || field.ContainingType is not { } type || !known.IsRemote(type))
        {
            return;
        }

        if (!field.IsReadOnly || IsMutableCollection(field.Type))
        {
            var shown = field.AssociatedSymbol ?? field;
            context.ReportDiagnostic(Diagnostic.Create(Rules.StaticState, shown.Locations.FirstOrDefault(), type.Name + "." + shown.Name));
        }
    }

    private static bool IsMutableCollection(ITypeSymbol type) =>
        s_mutable.Contains(type.Name)
        && type.ContainingNamespace?.ToDisplayString() is { } ns
        && (ns == "System.Text" || ns.StartsWith("System.Collections", System.StringComparison.Ordinal))
        && ns is not ("System.Collections.Immutable" or "System.Collections.Frozen");
}
