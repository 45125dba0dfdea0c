using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace RayAkka.Tests.PublicApi;

/// <summary>Members as C# text.</summary>
internal static class MemberText
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Constructor(ConstructorInfo constructor) =>
        $"{AttributeText.Of(constructor)}{Access(constructor)}{TypeText.Name(constructor.DeclaringType!, null).Split('<')[0]}({Parameters(constructor)})";

    public static string Field(FieldInfo field)
    {
        var access = field.IsPublic ? "public " : "protected ";
        var kind = field switch { { IsLiteral: true } => "const ", { IsStatic: true, IsInitOnly: true } => "static readonly ", { IsStatic: true } => "static ", { IsInitOnly: true } => "readonly ", _ => "" };
        var value = field.IsLiteral ? " = " + Literal(field.GetRawConstantValue()) : "";
        return $"{AttributeText.Of(field)}{access}{kind}{TypeText.Name(field.FieldType, Nullability.Create(field))} {field.Name}{value}";
    }

    public static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(PublicApiWriter.IsReachable).ToList();
        var widest = accessors.OrderByDescending(accessor => accessor.IsPublic).First();
        var name = property.GetIndexParameters().Length == 0 ? property.Name : $"this[{Parameters(widest, property.GetIndexParameters())}]";
        var required = property.IsDefined(typeof(RequiredMemberAttribute), inherit: false) ? "required " : "";
        var body = string.Concat(accessors.OrderBy(accessor => accessor.ReturnType == typeof(void)).Select(accessor =>
            (accessor.IsPublic == widest.IsPublic ? "" : "protected ") + AccessorKind(accessor) + "; "));
        return $"{AttributeText.Of(property)}{Access(widest)}{required}{TypeText.Name(property.PropertyType, Nullability.Create(property))} {name} {{ {body}}}";
    }

    public static string Event(EventInfo @event) =>
        $"{AttributeText.Of(@event)}{Access(@event.AddMethod!)}event {TypeText.Name(@event.EventHandlerType!, Nullability.Create(@event))} {@event.Name}";

    public static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";
        var result = TypeText.Name(method.ReturnType, Nullability.Create(method.ReturnParameter));
        var byRef = method.ReturnType.IsByRef ? "ref " : "";
        var constraints = TypeText.Constraints(method.IsGenericMethod ? method.GetGenericArguments() : []);
        return $"{AttributeText.Of(method)}{Access(method)}{byRef}{result} {method.Name}{generic}({Parameters(method)}){constraints}";
    }

    private static string Access(MethodBase method)
    {
        var access = method.IsPublic ? "public " : "protected ";
        if (method.DeclaringType!.IsInterface)
        {
            return access;
        }

        var overrides = method is MethodInfo info && info.GetBaseDefinition() != info;
        var shape = method switch
        {
            { IsStatic: true } => "static ",
            { IsAbstract: true } => overrides ? "abstract override " : "abstract ",
            { IsVirtual: true, IsFinal: false } => overrides ? "override " : "virtual ",
            { IsVirtual: true } when overrides => "sealed override ",
            _ => "",
        };
        return access + shape;
    }

    private static string AccessorKind(MethodInfo accessor)
    {
        if (accessor.ReturnType != typeof(void))
        {
            return "get";
        }

        return accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init" : "set";
    }

    private static string Parameters(MethodBase method, IEnumerable<ParameterInfo>? parameters = null)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : "";
        return extension + string.Join(", ", (parameters ?? method.GetParameters()).Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var mode = parameter switch { { IsOut: true } => "out ", { IsIn: true } => "in ", _ => parameter.ParameterType.IsByRef ? "ref " : "" };
        var @params = parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) || parameter.IsDefined(typeof(ParamCollectionAttribute), inherit: false) ? "params " : "";
        var value = parameter.HasDefaultValue ? " = " + Default(parameter) : "";
        return $"{AttributeText.Of(parameter)}{@params}{mode}{TypeText.Name(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}{value}";
    }

    private static string Default(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (parameter.RawDefaultValue is { } value && type.IsEnum)
        {
            return $"{type.Name}.{Enum.ToObject(type, value)}";
        }

        return parameter.RawDefaultValue is null && type == parameter.ParameterType && type.IsValueType ? "default" : Literal(parameter.RawDefaultValue);
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
