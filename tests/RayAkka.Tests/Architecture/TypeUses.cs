using Mono.Cecil;
using Mono.Cecil.Cil;

namespace RayAkka.Tests.Architecture;

/// <summary>Every type that a type names: bases, members' signatures, attributes, local variables and instructions, nested types included.</summary>
internal static class TypeUses
{
    public static IEnumerable<TypeUse> Of(TypeDefinition type)
    {
        IEnumerable<(string Place, TypeReference Used)> raw = Heads(type)
            .Concat(type.Fields.SelectMany(field => Attributes(field, field.Name).Append((field.Name, field.FieldType))))
            .Concat(type.Properties.SelectMany(property => Attributes(property, property.Name).Append((property.Name, property.PropertyType))))
            .Concat(type.Events.SelectMany(@event => Attributes(@event, @event.Name).Append((@event.Name, @event.EventType))))
            .Concat(type.Methods.SelectMany(Method));
        return raw
            .SelectMany(use => Parts(use.Used).Select(part => new TypeUse(type.FullName, use.Place, part)))
            .Concat(type.NestedTypes.SelectMany(Of));
    }

    /// <summary>The namespace a type lives in; for a nested type, that of the outermost one.</summary>
    public static string NamespaceOf(TypeReference type)
    {
        while (type.DeclaringType is not null)
        {
            type = type.DeclaringType;
        }

        return type.Namespace;
    }

    private static IEnumerable<(string Place, TypeReference Used)> Heads(TypeDefinition type)
    {
        if (type.BaseType is not null)
        {
            yield return ("base type", type.BaseType);
        }

        foreach (var face in type.Interfaces)
        {
            yield return ("interface", face.InterfaceType);
        }

        foreach (var use in Attributes(type, "attribute").Concat(Constraints(type, "constraint")))
        {
            yield return use;
        }
    }

    private static IEnumerable<(string Place, TypeReference Used)> Method(MethodDefinition method)
    {
        var place = method.Name;
        var uses = Signature(method, place)
            .Concat(Attributes(method, place))
            .Concat(Constraints(method, place))
            .Concat(method.Overrides.SelectMany(overridden => Signature(overridden, place).Append((place, overridden.DeclaringType))));
        if (!method.HasBody)
        {
            return uses;
        }

        return uses
            .Concat(method.Body.Variables.Select(variable => (place, variable.VariableType)))
            .Concat(method.Body.ExceptionHandlers.Where(handler => handler.CatchType is not null).Select(handler => (place, handler.CatchType)))
            .Concat(method.Body.Instructions.SelectMany(instruction => Operand(instruction, place)));
    }

    private static IEnumerable<(string Place, TypeReference Used)> Operand(Instruction instruction, string place) => instruction.Operand switch
    {
        TypeReference type => [(place, type)],
        FieldReference field => [(place, field.DeclaringType), (place, field.FieldType)],
        GenericInstanceMethod method => Signature(method.ElementMethod, place)
            .Append((place, method.DeclaringType))
            .Concat(method.GenericArguments.Select(argument => (place, argument))),
        MethodReference method => Signature(method, place).Append((place, method.DeclaringType)),
        IMethodSignature indirect => Signature(indirect, place),
        _ => [],
    };

    private static IEnumerable<(string Place, TypeReference Used)> Signature(IMethodSignature method, string place) =>
        method.Parameters.Select(parameter => (place, parameter.ParameterType)).Append((place, method.ReturnType));

    private static IEnumerable<(string Place, TypeReference Used)> Attributes(ICustomAttributeProvider owner, string place) =>
        owner.CustomAttributes.SelectMany(attribute => attribute.ConstructorArguments.Select(argument => argument.Value)
            .OfType<TypeReference>()
            .Prepend(attribute.AttributeType)
            .Select(type => (place, type)));

    private static IEnumerable<(string Place, TypeReference Used)> Constraints(IGenericParameterProvider owner, string place) =>
        owner.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => (place, constraint.ConstraintType));

    /// <summary>The named types inside arrays, by-refs, generic instances and modifiers.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        FunctionPointerType pointer => pointer.Parameters.Select(parameter => parameter.ParameterType).Append(pointer.ReturnType).SelectMany(Parts),
        IModifierType modified => Parts(modified.ElementType).Concat(Parts(modified.ModifierType)),
        TypeSpecification specification => Parts(specification.ElementType),
        GenericParameter => [],
        _ => [type],
    };
}
