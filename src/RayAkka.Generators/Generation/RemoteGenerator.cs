using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayAkka.Generators.Generation.Emission;
using RayAkka.Generators.Generation.Model;
using RayAkka.Generators.Generation.Parsing;

namespace RayAkka.Generators.Generation;

/// <summary>
/// Generates <c>.Remote(...)</c> and <c>.Options(...)</c>. The pipeline carries texts only, never symbols: an edit that changes no
/// signature stops at the first step. What cannot be generated is reported by <see cref="SurfaceAnalyzer"/>, whose findings
/// can be suppressed in the source as a generator's cannot.
/// </summary>
[Generator(LanguageNames.CSharp)]
internal sealed class RemoteGenerator : IIncrementalGenerator
{
    public const string ClassesStep = "RemoteClasses";
    public const string FunctionsStep = "RemoteFunctions";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var classes = context.SyntaxProvider.ForAttributeWithMetadataName(
                WellKnown.Remote,
                static (node, _) => node is TypeDeclarationSyntax,
                static (found, _) => RemoteClassParser.Parse(
                    (INamedTypeSymbol)found.TargetSymbol, found.SemanticModel.Compilation, IsNullable(found), report: null))
            .Where(static model => model is not null)
            .WithTrackingName(ClassesStep);
        context.RegisterSourceOutput(classes, static (output, model) =>
            output.AddSource(model!.Holder + ".g.cs", HolderWriter.Class(model)));

        var functions = context.SyntaxProvider.ForAttributeWithMetadataName(
                WellKnown.Remote,
                static (node, _) => node is MethodDeclarationSyntax,
                static (found, _) => ParseFunctions(found))
            .Where(static model => model is not null)
            .WithTrackingName(FunctionsStep);
        context.RegisterSourceOutput(functions, static (output, model) =>
            output.AddSource(model!.Holder + ".g.cs", HolderWriter.Functions(model)));
    }

    /// <summary>The first function of a class stands for all of them: they share one generated file.</summary>
    private static RemoteTypeModel? ParseFunctions(GeneratorAttributeSyntaxContext found)
    {
        var type = found.TargetSymbol.ContainingType;
        return SymbolEqualityComparer.Default.Equals(RemoteFunctionsParser.FunctionsOf(type).FirstOrDefault(), found.TargetSymbol)
            ? RemoteFunctionsParser.Parse(type, IsNullable(found), report: null)
            : null;
    }

    private static bool IsNullable(GeneratorAttributeSyntaxContext found) =>
        (found.SemanticModel.GetNullableContext(found.TargetNode.SpanStart) & NullableContext.AnnotationsEnabled) != 0;
}
