using System.Reflection;
using System.Runtime.CompilerServices;
using RayAkka.Rules;

namespace RayAkka.Expressions;

/// <summary>
/// Decides from the declared type whether a value can travel, as the analyzers do. Only what is certain is refused: an object or interface
/// parameter may hold anything, and what the objects really hold is judged when they are copied.
/// </summary>
internal static class TravelingTypes
{
    public static string? ReasonAgainst(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return type.IsByRef ? RemoteRuleTexts.ByReference
            : type == typeof(CancellationToken) ? null
            : ReasonAgainst(type);
    }

    public static string? ReasonAgainstResult(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type.IsByRef)
        {
            return RemoteRuleTexts.ReturnedByReference;
        }

        if (method.IsDefined(typeof(IteratorStateMachineAttribute), inherit: false))
        {
            return RemoteRuleTexts.Iterator;
        }

        if (ReturnedStream.ItemOf(type) is { } item)
        {
            type = item;
        }
        else if (ReturnedTask.IsTask(type))
        {
            if (!type.IsGenericType)
            {
                return null;
            }

            type = type.GetGenericArguments()[0];
        }

        return type == typeof(CancellationToken) ? RemoteRuleTexts.ReturnedToken : ReasonAgainst(type);
    }

    private static string? ReasonAgainst(Type type) => type switch
    {
        { IsPointer: true } or { IsFunctionPointer: true } => RemoteRuleTexts.Pointer,
        { IsArray: true } => ReasonAgainstElement(type.GetElementType()!),
        { IsByRefLike: true } => RemoteRuleTexts.RefStruct,
        _ => ReasonByName(type) ?? ReasonInside(type),
    };

    private static string? ReasonByName(Type type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            var definition = t.IsGenericType ? t.GetGenericTypeDefinition() : t;
            if (RefusedTypes.ReasonFor(definition.FullName ?? definition.Name) is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    // Type arguments count where the type is known to hold values of them; in a user's generic type they may be mere markers.
    private static string? ReasonInside(Type type)
    {
        var holds = type.IsGenericType
            && (Nullable.GetUnderlyingType(type) is not null
                || typeof(ITuple).IsAssignableFrom(type)
                || type.Namespace?.StartsWith("System.Collections.", StringComparison.Ordinal) == true);
        return holds ? type.GetGenericArguments().Select(ReasonAgainstElement).FirstOrDefault(reason => reason is not null) : null;
    }

    private static string? ReasonAgainstElement(Type type) =>
        type == typeof(CancellationToken) ? RemoteRuleTexts.NestedToken : ReasonAgainst(type);
}
