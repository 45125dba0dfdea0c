using System.Reflection;
using System.Runtime.CompilerServices;

namespace RayAkka.Expressions;

/// <summary>What can be called remotely, checked at run time for the expression form; the analyzers check the same for marked classes.</summary>
internal static class RemoteRules
{
    /// <exception cref="ArgumentException">The method breaks a rule.</exception>
    public static void Check(MethodBase member)
    {
        var name = TypeNames.Of(member);
        foreach (var parameter in member.GetParameters())
        {
            if (ProblemOf(parameter, name) is { } problem)
            {
                throw new ArgumentException(problem);
            }
        }

        if ((member is MethodInfo method ? ProblemOfResult(method, name) : ProblemOfClass(member.DeclaringType!)) is { } other)
        {
            throw new ArgumentException(other);
        }
    }

    private static string? ProblemOf(ParameterInfo parameter, string method)
    {
        var type = parameter.ParameterType;
        return type switch
        {
            { IsByRef: true } => RemoteRuleTexts.ByReferenceParameter(method, parameter.Name, Keyword(parameter)),
            { IsPointer: true } or { IsFunctionPointer: true } => RemoteRuleTexts.PointerParameter(method, parameter.Name),
            { IsByRefLike: true } => RemoteRuleTexts.RefStructParameter(method, parameter.Name, TypeNames.Of(type)),
            _ when IsDelegate(type) => RemoteRuleTexts.DelegateParameter(method, parameter.Name, TypeNames.Of(type)),
            _ when IsTask(type) => RemoteRuleTexts.TaskParameter(method, parameter.Name, TypeNames.Of(type)),
            _ when IsStream(type) => RemoteRuleTexts.StreamParameter(method, parameter.Name, TypeNames.Of(type)),
            _ => null,
        };
    }

    private static string? ProblemOfResult(MethodInfo method, string name)
    {
        var type = method.ReturnType;
        return type switch
        {
            _ when type == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute), inherit: false) =>
                RemoteRuleTexts.AsyncVoid(name),
            { IsByRef: true } or { IsPointer: true } or { IsFunctionPointer: true } or { IsByRefLike: true } =>
                RemoteRuleTexts.UnmovableResult(name, TypeNames.Of(type)),
            _ when IsDelegate(type) || IsStream(type) => RemoteRuleTexts.UnmovableResult(name, TypeNames.Of(type)),
            _ => null,
        };
    }

    private static string? ProblemOfClass(Type type) => type.IsAbstract ? RemoteRuleTexts.AbstractClass(TypeNames.Of(type)) : null;

    private static string Keyword(ParameterInfo parameter) => parameter switch
    {
        { IsOut: true } => "out",
        { IsIn: true } => "in",
        _ => "ref",
    };

    private static bool IsDelegate(Type type) => typeof(Delegate).IsAssignableFrom(type);

    private static bool IsTask(Type type) =>
        typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask) || IsGeneric(type, typeof(ValueTask<>));

    private static bool IsStream(Type type) =>
        typeof(Stream).IsAssignableFrom(type)
        || IsGeneric(type, typeof(IAsyncEnumerable<>))
        || IsGeneric(type, typeof(IAsyncEnumerator<>))
        || type.GetInterfaces().Any(i => IsGeneric(i, typeof(IAsyncEnumerable<>)));

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
