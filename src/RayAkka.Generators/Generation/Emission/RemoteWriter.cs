using System.Collections.Generic;
using System.Linq;
using RayAkka.Generators.Generation.Model;

namespace RayAkka.Generators.Generation.Emission;

/// <summary>Writes the overloads of <c>Remote</c> for one constructor, method or function, and those of <c>RemoteAsync</c> for a method.</summary>
internal sealed class RemoteWriter(RemoteTypeModel type, SourceWriter writer)
{
    private const string Arguments = Names.Services + "RemoteArguments.";

    /// <param name="call">What is called.</param>
    /// <param name="handle">The expression for the handle (methods).</param>
    /// <param name="options">The expression for the options.</param>
    /// <param name="modifiers">Modifiers beyond the accessibility.</param>
    public void Write(CallModel call, string handle, string options, string modifiers = "")
    {
        foreach (var overload in RemoteOverload.Of(call))
        {
            WriteOne(call, overload, handle, options, modifiers, isAsync: false);
            if (call.Target == CallTarget.Method)
            {
                WriteOne(call, overload, handle, options, modifiers, isAsync: true);
            }
        }
    }

    private void WriteOne(CallModel call, RemoteOverload overload, string handle, string options, string modifiers, bool isAsync)
    {
        WriteHead(call);
        if (overload.Priority != 0)
        {
            writer.Line($"[global::System.Runtime.CompilerServices.OverloadResolutionPriorityAttribute({overload.Priority})]");
        }

        var typeParameters = overload.Parameters
            .Where(p => p is { PassedAs: PassedAs.Ref, Parameter.Kind: ParameterKind.Interface })
            .Aggregate(call.TypeParameters, (all, p) =>
                all.With(p.Parameter.RefTypeParameter, $" where {p.Parameter.RefTypeParameter} : {p.Parameter.Type}"));
        var head = isAsync
            ? $"{call.Accessibility} {modifiers}global::System.Threading.Tasks.ValueTask<{Returned(call)}> RemoteAsync{typeParameters.List}"
            : $"{call.Accessibility} {modifiers}{Returned(call)} Remote{typeParameters.List}";
        WriteSignature(head, overload, typeParameters.Constraints);
        using (writer.Open())
        {
            WriteBody(call, overload, handle, options, isAsync);
        }

        writer.Line();
    }

    private string Returned(CallModel call) => call switch
    {
        { Target: CallTarget.Constructor } => Names.Handle(type),
        { Result.Length: 0 } => "global::RayAkka.ObjectRef",
        { Shape: ReturnShape.Stream } => $"global::RayAkka.ObjectRefStream<{call.Result}>",
        _ => $"global::RayAkka.ObjectRef<{call.Result}>",
    };

    private void WriteHead(CallModel call)
    {
        DocsWriter.Write(writer, call.Docs);
        if (call.Obsolete is not null)
        {
            writer.Line(call.Obsolete);
        }
    }

    private void WriteBody(CallModel call, RemoteOverload overload, string handle, string options, bool isAsync)
    {
        var values = string.Join(", ", overload.Parameters.Select(p => Value(p.Parameter, p.PassedAs)));
        var plain = $"new {Names.CallClass(type, call)}({values})";
        if (!overload.TakesRefs)
        {
            writer.Line($"var __call = {plain};");
        }
        else
        {
            var byParameter = overload.Parameters.ToDictionary(p => p.Parameter.Name, p => p.PassedAs);
            var refs = call.Parameters.Where(p => p.TakesRefs).Select(p => Ref(p, byParameter[p.Name]));
            var separator = values.Length == 0 ? "" : ", ";
            var withRefs = $"new {Names.CallClass(type, call, "__Refs")}({values}{separator}{string.Join(", ", refs)})";
            var missing = overload.Parameters
                .Where(p => p.PassedAs != PassedAs.Value)
                .Select(p => HasNoRef(p.Parameter, p.PassedAs))
                .ToList();
            writer.Line(missing.Contains("")
                ? $"var __call = {withRefs};"
                : $"var __call = {string.Join(" && ", missing)} ? {plain} : {withRefs};");
        }

        if (call.Shape == ReturnShape.Stream)
        {
            writer.Line(call.Target == CallTarget.Method
                ? $"return {Names.Services}RemoteStreams.{(isAsync ? "SubmitAsync" : "Submit")}<{call.Result}>({handle}, __call, {options});"
                : $"return {Names.Services}RemoteStreams.SubmitTask<{call.Result}>(__call, {options});");
            return;
        }

        switch (call.Target)
        {
            case CallTarget.Constructor:
                writer.Line($"return {Names.Services}RemoteCalls.Create<{type.Type}>(__call, {options});");
                return;
            case CallTarget.Method when isAsync:
                writer.Line($"return {Names.Services}RemoteCalls.SubmitAsync<{Returned(call)}>({handle}, __call, {options});");
                return;
            case CallTarget.Method:
                writer.Line($"{Names.Services}RemoteCalls.Submit({handle}, __call, {options});");
                break;
            default:
                writer.Line($"{Names.Services}RemoteCalls.SubmitTask(__call, {options});");
                break;
        }

        writer.Line("return __call;");
    }

    /// <summary>Parameters that leave nullability open stand on lines of their own, between the directives that say so.</summary>
    private void WriteSignature(string head, RemoteOverload overload, string constraints)
    {
        var isOpen = overload.Parameters.Any(p => IsOblivious(p.Parameter, p.PassedAs));
        if (!isOpen || !type.IsNullableEnabled)
        {
            writer.Line($"{head}({string.Join(", ", overload.Parameters.Select(p => Declare(p.Parameter, p.PassedAs)))}){constraints}");
            return;
        }

        writer.Line(head + "(");
        var last = overload.Parameters.Count - 1;
        for (var i = 0; i <= last; i++)
        {
            var (parameter, passedAs) = overload.Parameters[i];
            var line = "    " + Declare(parameter, passedAs) + (i == last ? ")" + constraints : ",");
            writer.Line(IsOblivious(parameter, passedAs) ? $"#nullable disable\n{line}\n#nullable restore" : line);
        }
    }

    private static bool IsOblivious(ParameterModel parameter, PassedAs passedAs) =>
        passedAs == PassedAs.Arg && parameter.Ref.Oblivious.Length > 0;

    private static string Declare(ParameterModel parameter, PassedAs passedAs)
    {
        var isOptional = parameter.Default is not null;
        return passedAs switch
        {
            PassedAs.Value when parameter.IsParams => $"params {parameter.Type} {parameter.Name}",
            PassedAs.Value => $"{parameter.Type} {parameter.Name}{(isOptional ? " = " + parameter.Default : "")}",
            PassedAs.Arg when IsOblivious(parameter, passedAs) =>
                $"global::RayAkka.Arg<{parameter.Ref.Oblivious}> {parameter.Name}{(isOptional ? " = default" : "")}",
            PassedAs.Arg => $"global::RayAkka.Arg<{parameter.Type}> {parameter.Name}{(isOptional ? " = default" : "")}",
            _ => $"{RefType(parameter)}{(AllowsNull(parameter) ? "?" : "")} {parameter.Name}{(isOptional ? " = null" : "")}",
        };
    }

    private static string RefType(ParameterModel parameter) => parameter.Kind switch
    {
        ParameterKind.Interface => $"global::RayAkka.ObjectRef<{parameter.RefTypeParameter}>",
        ParameterKind.Object => "global::RayAkka.ObjectRef",
        _ => $"global::RayAkka.ObjectRef<{parameter.Ref.Type}>",
    };

    /// <summary>A literal null chooses the overload for refs where that goes first; it means the value then.</summary>
    private static bool AllowsNull(ParameterModel parameter) =>
        parameter.Default is not null || parameter.Kind is ParameterKind.Object or ParameterKind.TypeParameter;

    private static string Value(ParameterModel parameter, PassedAs passedAs) => passedAs switch
    {
        PassedAs.Value => parameter.Name,
        PassedAs.Arg when parameter.Default is null => $"{Arguments}Required({parameter.Name}, {Quoted(parameter)})",
        PassedAs.Arg => $"{parameter.Name}.IsMissing ? {DefaultOf(parameter)} : {parameter.Name}.Value",
        _ => DefaultOf(parameter),
    };

    private static string DefaultOf(ParameterModel parameter) => parameter.Default is null or "default"
        ? $"default({parameter.Type})!"
        : $"({parameter.Type})({parameter.Default})";

    private static string Ref(ParameterModel parameter, PassedAs passedAs) => passedAs switch
    {
        PassedAs.Value => "null",
        PassedAs.Arg => parameter.Name + ".Ref",
        _ when parameter.Default is null && parameter.Kind == ParameterKind.TypeParameter =>
            $"{Arguments}ReferenceOrNull<{parameter.Type}>({parameter.Name}, {Quoted(parameter)})",
        _ when AllowsNull(parameter) => parameter.Name,
        _ => $"{Arguments}Reference({parameter.Name}, {Quoted(parameter)})",
    };

    /// <summary>The condition under which no ref was given; empty if there always is one.</summary>
    private static string HasNoRef(ParameterModel parameter, PassedAs passedAs) => passedAs switch
    {
        PassedAs.Arg => $"{parameter.Name}.Ref is null",
        _ when parameter.Default is null && parameter.Kind == ParameterKind.TypeParameter => "",
        _ when AllowsNull(parameter) => $"{parameter.Name} is null",
        _ => "",
    };

    private static string Quoted(ParameterModel parameter) => $"\"{parameter.Name.TrimStart('@')}\"";
}
