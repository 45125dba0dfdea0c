using System.Globalization;
using System.Reflection;
using System.Text;

namespace RayAkka.Tests.PublicApi;

/// <summary>Types as C# text: names, nullable annotations, generic parameters with their constraints, declarations.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Declaration(Type type)
    {
        var text = new StringBuilder();
        text.Append(AttributeText.Of(type)).Append(Kind(type)).Append(' ').Append(Name(type, nullability: null));
        var bases = new List<string>();
        if (type is { IsClass: true, BaseType: { } parent } && parent != typeof(object) && !typeof(Delegate).IsAssignableFrom(type))
        {
            bases.Add(Name(parent, nullability: null));
        }

        if (!type.IsEnum && !typeof(Delegate).IsAssignableFrom(type))
        {
            bases.AddRange(OwnInterfaces(type).Select(face => Name(face, nullability: null)).Order(StringComparer.Ordinal));
        }

        text.Append(bases.Count == 0 ? "" : " : " + string.Join(", ", bases));
        return text.Append(Constraints(type.GetGenericArguments())).ToString();
    }

    /// <summary>The constraints of a generic type or method, each with a space before it.</summary>
    public static string Constraints(IEnumerable<Type> parameters)
    {
        var text = new StringBuilder();
        foreach (var parameter in parameters.Where(argument => argument.IsGenericParameter))
        {
            var flags = parameter.GenericParameterAttributes;
            var isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
            var constraints = new List<string>();
            if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            {
                constraints.Add("class");
            }

            if (isStruct)
            {
                constraints.Add("struct");
            }

            constraints.AddRange(parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(type => Name(type, null)));
            if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
            {
                constraints.Add("new()");
            }

            if (constraints.Count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $" where {parameter.Name} : {string.Join(", ", constraints)}");
            }
        }

        return text.ToString();
    }

    public static string Name(Type type, NullabilityInfo? nullability)
    {
        var nullable = nullability?.ReadState == NullabilityState.Nullable || nullability?.WriteState == NullabilityState.Nullable;
        if (type.IsGenericParameter && !type.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            // Reflection calls every unconstrained T nullable, with and without a question mark in the source.
            nullable = false;
        }

        if (type.IsByRef)
        {
            return Name(type.GetElementType()!, nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying, nullability is { GenericTypeArguments: [var inner] } ? inner : null) + "?";
        }

        return Plain(type, nullability) + (nullable && !type.IsValueType ? "?" : "");
    }

    private static string Plain(Type type, NullabilityInfo? nullability)
    {
        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (type.IsPointer)
        {
            return Name(type.GetElementType()!, nullability: null) + "*";
        }

        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var arguments = type.GetGenericArguments();
        var inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var own = arguments.Skip(inherited)
            .Select((argument, i) => Name(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(i + inherited)))
            .ToList();
        var prefix = type.DeclaringType is null ? "" : Plain(type.DeclaringType, nullability: null) + ".";
        return prefix + type.Name.Split('`')[0] + (own.Count == 0 ? "" : $"<{string.Join(", ", own)}>");
    }

    private static string Kind(Type type)
    {
        var access = type.IsNestedFamily || type.IsNestedFamORAssem ? "protected " : "public ";
        if (type.IsEnum)
        {
            return access + "enum";
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return access + "delegate";
        }

        if (type.IsInterface)
        {
            return access + "interface";
        }

        if (type.IsValueType)
        {
            var readOnly = type.IsDefined(typeof(System.Runtime.CompilerServices.IsReadOnlyAttribute), inherit: false) ? "readonly " : "";
            return access + readOnly + (type.IsByRefLike ? "ref struct" : "struct");
        }

        var shape = type switch { { IsAbstract: true, IsSealed: true } => "static ", { IsAbstract: true } => "abstract ", { IsSealed: true } => "sealed ", _ => "" };
        return access + shape + (type.GetMethod("<Clone>$") is null ? "class" : "record");
    }

    /// <summary>The interfaces that a type adds to those of its base and of its other interfaces.</summary>
    private static IEnumerable<Type> OwnInterfaces(Type type)
    {
        var all = type.GetInterfaces();
        var inherited = (type.BaseType?.GetInterfaces() ?? []).Concat(all.SelectMany(face => face.GetInterfaces()));
        return all.Except(inherited).Where(face => face.IsPublic);
    }
}
