using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace RayAkka.Expressions;

/// <summary>
/// What is known of a method once for all its calls: that it can be called remotely, and a compiled delegate that calls it (reflection
/// would wrap what the user's code throws). Methods that are not public work where the writer of the expression may call them.
/// </summary>
internal sealed class CallPlan
{
    private static readonly ConcurrentDictionary<MethodBase, CallPlan> s_plans = new();

    private Func<object?, object?[], object?>? _invoker;

    private CallPlan(MethodBase member)
    {
        Member = member;
        Parameters = member.GetParameters();
    }

    public MethodBase Member { get; }

    public ParameterInfo[] Parameters { get; }

    /// <summary>The method's name in errors, with its declaring class.</summary>
    public string Name => TypeNames.Of(Member);

    /// <exception cref="ArgumentException">The method breaks a rule of remote calls.</exception>
    public static CallPlan For(MethodBase member) => s_plans.GetOrAdd(
        member,
        static key =>
        {
            RemoteRules.Check(key);
            return new CallPlan(key);
        });

    public object? Invoke(object? target, object?[] arguments) => (_invoker ??= Compile())(target, arguments);

    private Func<object?, object?[], object?> Compile()
    {
        var target = Expression.Parameter(typeof(object));
        var frame = Expression.Parameter(typeof(object?[]));
        var arguments = Parameters.Select(
            (parameter, i) => Expression.Convert(Expression.ArrayIndex(frame, Expression.Constant(i)), parameter.ParameterType));
        Expression body = Member switch
        {
            ConstructorInfo constructor => Expression.New(constructor, arguments),
            MethodInfo { IsStatic: true } function => Expression.Call(function, arguments),
            MethodInfo method => Expression.Call(Expression.Convert(target, method.DeclaringType!), method, arguments),
            _ => throw new InvalidOperationException($"{Member} is neither a method nor a constructor."),
        };
        body = body.Type == typeof(void)
            ? Expression.Block(body, Expression.Constant(null))
            : Expression.Convert(body, typeof(object));
        return Expression.Lambda<Func<object?, object?[], object?>>(body, target, frame).Compile();
    }
}
