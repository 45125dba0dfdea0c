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
                start.RegisterSymbolAction(symbol => AnalyzeType(symbol, known), SymbolKind.NamedType);
            }
        });
    }

    private static void AnalyzeType(SymbolAnalysisContext context, KnownSymbols known)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!known.IsRemote(type))
        {
            return;
        }

        foreach (var member in type.GetMembers())
        {
            if (MutableState(member) is { } shown)
            {
                var name = type.Name + "." + shown.Name;
                context.ReportDiagnostic(Diagnostic.Create(Rules.StaticState, shown.Locations.FirstOrDefault(), name));
            }
        }
    }

    // An auto-property is judged by the field behind it and shown by its own name; a field-like event hides its field from us.
    private static ISymbol? MutableState(ISymbol member) => member switch
    {
        IFieldSymbol { IsStatic: true, IsConst: false } field when !field.IsReadOnly || IsMutableCollection(field.Type) =>
            field.AssociatedSymbol ?? field,
        IEventSymbol { IsStatic: true, AddMethod.IsImplicitlyDeclared: true } => member,
        _ => null,
    };

    private static bool IsMutableCollection(ITypeSymbol type) =>
        s_mutable.Contains(type.Name)
        && type.ContainingNamespace?.ToDisplayString() is { } ns
        && (ns == "System.Text" || ns.StartsWith("System.Collections", System.StringComparison.Ordinal))
        && ns is not ("System.Collections.Immutable" or "System.Collections.Frozen");
}
