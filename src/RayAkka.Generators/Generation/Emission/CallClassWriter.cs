using System.Collections.Generic;
using System.Linq;
using RayAkka.Generators.Generation.Model;

namespace RayAkka.Generators.Generation.Emission;

/// <summary>Writes the class of a call: the object that travels, with a field an argument.</summary>
internal sealed class CallClassWriter(RemoteTypeModel type, SourceWriter writer)
{
    public void Write(CallModel call)
    {
        var takesRefs = call.Parameters.Any(p => p.TakesRefs);
        WritePlain(call, takesRefs);
        if (takesRefs)
        {
            writer.Line();
            WriteWithRefs(call);
        }
    }

    private static List<ParameterModel> Arguments(CallModel call) => [.. call.Parameters.Where(p => p.Kind != ParameterKind.Token)];

    private void WriteObsolete(CallModel call)
    {
        if (call.Obsolete is not null)
        {
            writer.Line("[global::System.ObsoleteAttribute]");
        }
    }

    private string Constraints(CallModel call) => type.TypeParameters.With(call.TypeParameters).Constraints;

    private void WritePlain(CallModel call, bool isBase)
    {
        var arguments = Arguments(call);
        WriteObsolete(call);
        var head = $"private {(isBase ? "" : "sealed ")}class {Names.CallClass(type, call)} : {BaseOf(call)}{Constraints(call)}";
        using var block = writer.Open(head);
        foreach (var argument in arguments)
        {
            writer.Line($"private protected {argument.Type} {argument.Field};");
        }

        if (arguments.Count > 0)
        {
            writer.Line();
            var parameters = string.Join(", ", arguments.Select(a => $"{a.Type} {a.Name}"));
            using (writer.Open($"public {call.CallClass}({parameters})"))
            {
                foreach (var argument in arguments)
                {
                    writer.Line($"this.{argument.Field} = {(argument.IsCopied ? $"CopyArgument({argument.Name})" : argument.Name)};");
                }
            }

            writer.Line();
        }

        WriteDescriptor(call);
        writer.Line();
        writer.Line(Invoke(call));
        if (arguments.Any(a => a.IsReleased))
        {
            writer.Line();
            using var release = writer.Open("protected override void ReleaseArguments()");
            foreach (var argument in arguments.Where(a => a.IsReleased))
            {
                writer.Line($"this.{argument.Field} = default!;");
            }
        }
    }

    private void WriteDescriptor(CallModel call) => writer.Line(call.Target == CallTarget.Constructor
        ? $"protected override {Names.Services}ActorDescriptor Class => {Names.ActorDescriptor};"
        : $"protected override {Names.Services}CallDescriptor? Descriptor => {Names.Descriptor(call)};");

    private void WriteWithRefs(CallModel call)
    {
        var arguments = Arguments(call);
        var refs = arguments.Where(a => a.TakesRefs).ToList();
        WriteObsolete(call);
        var head = $"private sealed class {Names.CallClass(type, call, "__Refs")} : {Names.CallClass(type, call)}{Constraints(call)}";
        using var block = writer.Open(head);
        foreach (var argument in refs)
        {
            writer.Line($"private global::RayAkka.ObjectRef? {argument.RefField};");
        }

        writer.Line();
        var parameters = arguments.Select(a => $"{a.Type} {a.Name}").Concat(refs.Select(a => $"global::RayAkka.ObjectRef? {a.RefField}"));
        using (writer.Open(
            $"public {call.CallClass}__Refs({string.Join(", ", parameters)}) : base({string.Join(", ", arguments.Select(a => a.Name))})"))
        {
            foreach (var argument in refs)
            {
                writer.Line($"this.{argument.RefField} = {argument.RefField};");
            }
        }

        writer.Line();
        using (writer.Open($"protected override void VisitDependencies({Names.Services}DependencyVisitor visitor)"))
        {
            foreach (var argument in refs)
            {
                writer.Line($"visitor.Add(this.{argument.RefField});");
            }
        }

        writer.Line();
        using (writer.Open("protected override void ResolveDependencies()"))
        {
            foreach (var argument in refs)
            {
                using (writer.Open($"if (this.{argument.RefField} is not null)"))
                {
                    writer.Line($"this.{argument.Field} = ReadArgument<{argument.Type}>(this.{argument.RefField});");
                }
            }
        }

        if (call.Target == CallTarget.Function)
        {
            writer.Line();
            using (writer.Open($"protected override void ReplaceDependencies({Names.Services}DependencyMapper mapper)"))
            {
                foreach (var argument in refs)
                {
                    using (writer.Open($"if (this.{argument.RefField} is not null)"))
                    {
                        writer.Line($"this.{argument.RefField} = mapper.Replace(this.{argument.RefField});");
                        writer.Line($"this.{argument.Field} = default!;");
                    }
                }
            }
        }

        writer.Line();
        using (writer.Open("protected override void ReleaseArguments()"))
        {
            writer.Line("base.ReleaseArguments();");
            foreach (var argument in refs)
            {
                writer.Line($"this.{argument.RefField} = null;");
            }
        }
    }

    private string BaseOf(CallModel call)
    {
        if (call.Target == CallTarget.Constructor)
        {
            return $"{Names.Services}ActorCreation<{type.Type}>";
        }

        var isVoid = call.Result.Length == 0;
        var kind = call.Shape switch
        {
            ReturnShape.Void or ReturnShape.Value => "",
            ReturnShape.Stream => "Stream",
            _ => "Async",
        };
        var name = $"{kind}{(isVoid ? "Void" : "")}{(call.Target == CallTarget.Method ? "Actor" : "Task")}Call";
        var arguments = new[] { call.Target == CallTarget.Method ? type.Type : "", call.Result }.Where(a => a.Length > 0).ToList();
        return Names.Services + name + (arguments.Count == 0 ? "" : $"<{string.Join(", ", arguments)}>");
    }

    private string Invoke(CallModel call)
    {
        var arguments = string.Join(", ", call.Parameters.Select(p => p switch
        {
            { Kind: ParameterKind.Token } => "CancellationToken",
            { IsCopied: true } => $"ForExecution(this.{p.Field})",
            _ => $"this.{p.Field}",
        }));
        if (call.Target == CallTarget.Constructor)
        {
            return $"protected override {type.Type} Create() => new {type.Type}({arguments});";
        }

        const string valueTask = "global::System.Threading.Tasks.ValueTask";
        var invoked = $"{(call.Target == CallTarget.Method ? "actor" : type.Type)}.{call.Name}({arguments})";
        var (returned, body) = call.Shape switch
        {
            ReturnShape.Void => ("void", invoked),
            ReturnShape.Value => (call.Result, invoked),
            ReturnShape.Task => (valueTask, $"new {valueTask}({invoked})"),
            ReturnShape.ValueTask => (valueTask, invoked),
            ReturnShape.Stream => ($"global::System.Collections.Generic.IAsyncEnumerable<{call.Result}>", invoked),
            ReturnShape.TaskOfValue => ($"{valueTask}<{call.Result}>", $"new {valueTask}<{call.Result}>({invoked})"),
            _ => ($"{valueTask}<{call.Result}>", invoked),
        };
        var parameter = call.Target == CallTarget.Method ? $"{type.Type} actor" : "";
        return $"protected override {returned} Invoke({parameter}) => {body};";
    }
}
