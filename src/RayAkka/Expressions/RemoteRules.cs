using System.Reflection;
using System.Runtime.CompilerServices;
using RayAkka.Rules;

namespace RayAkka.Expressions;

/// <summary>What can be called remotely, checked at run time for the expression form; the analyzers say the same of marked classes.</summary>
internal static class RemoteRules
{
    /// <exception cref="ArgumentException">The method breaks a rule.</exception>
    public static void Check(MethodBase member)
    {
        if (SentenceAgainst(member, TypeNames.Of(member)) is { } sentence)
        {
            throw new ArgumentException(sentence);
        }
    }

    private static string? SentenceAgainst(MethodBase member, string name)
    {
        if (member is ConstructorInfo && member.DeclaringType!.IsAbstract)
        {
            return RemoteRuleTexts.AbstractClass(name);
        }

        foreach (var parameter in member.GetParameters())
        {
            if (TravelingTypes.ReasonAgainst(parameter) is { } reason)
            {
                return RemoteRuleTexts.Parameter(name, parameter.Name ?? "", reason);
            }
        }

        return member is MethodInfo method ? SentenceAgainstResult(method, name) : null;
    }

    private static string? SentenceAgainstResult(MethodInfo method, string name)
    {
        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute), inherit: false))
        {
            return RemoteRuleTexts.AsyncVoid(name);
        }

        return TravelingTypes.ReasonAgainstResult(method) is { } reason ? RemoteRuleTexts.Result(name, reason) : null;
    }
}
