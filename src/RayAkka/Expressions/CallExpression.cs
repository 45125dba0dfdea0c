using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace RayAkka.Expressions;

/// <summary>
/// Reads an expression as one remote call. What the runtime cannot do for the writer of the expression, it refuses here, on the caller's
/// thread: each misuse is an <see cref="ArgumentException"/> of one sentence.
/// </summary>
internal static class CallExpression
{
    /// <summary>Reads <c>() =&gt; new Counter(5)</c>.</summary>
    public static ParsedCall ParseConstructor(LambdaExpression lambda)
    {
        ArgumentNullException.ThrowIfNull(lambda);
        switch (lambda.Body)
        {
            case NewExpression { Constructor: { } constructor } created:
                if (created.Type != lambda.ReturnType)
                {
                    throw ExpressionErrors.ConstructsOther(created.Type, lambda.ReturnType);
                }

                return Parse(constructor, created.Arguments, null);
            case MemberInitExpression or ListInitExpression:
                throw ExpressionErrors.Initialiser(lambda.ReturnType);
            default:
                throw ExpressionErrors.NotAConstructor();
        }
    }

    /// <summary>Reads <c>x =&gt; x.Increment(5)</c>.</summary>
    public static ParsedCall ParseMethod(LambdaExpression lambda)
    {
        ArgumentNullException.ThrowIfNull(lambda);
        var self = lambda.Parameters[0];
        switch (ResultExpression.Unwrap(lambda))
        {
            case MethodCallExpression { Object: null } call:
                throw call.Method.IsDefined(typeof(ExtensionAttribute), inherit: false) && call.Arguments is [var first, ..] && IsSelf(first, self)
                    ? ExpressionErrors.ExtensionMethod(call.Method)
                    : ExpressionErrors.StaticMethod(call.Method);
            case MethodCallExpression call:
                CheckTarget(call.Object, call.Method, self);
                return Parse(call.Method, call.Arguments, self).CheckResult(lambda);
            case MemberExpression { Member: PropertyInfo property, Expression: { } target }:
                CheckTarget(target, property.GetMethod!, self);
                return Parse(property.GetMethod!, [], self).CheckResult(lambda);
            case MemberExpression { Member: FieldInfo field, Expression: { } target } when IsSelf(target, self):
                throw ExpressionErrors.FieldRead(field);
            default:
                throw ExpressionErrors.NotAMethodCall();
        }
    }

    /// <summary>Reads <c>() =&gt; Fib(30)</c>.</summary>
    public static ParsedCall ParseFunction(LambdaExpression lambda)
    {
        ArgumentNullException.ThrowIfNull(lambda);
        return ResultExpression.Unwrap(lambda) switch
        {
            MethodCallExpression { Object: null } call => Parse(call.Method, call.Arguments, null).CheckResult(lambda),
            MethodCallExpression call => throw ExpressionErrors.InstanceMethod(call.Method),
            MemberExpression { Member: PropertyInfo property, Expression: null } =>
                Parse(property.GetMethod!, [], null).CheckResult(lambda),
            InvocationExpression => throw ExpressionErrors.DelegateCall(),
            _ => throw ExpressionErrors.NotAFunctionCall(),
        };
    }

    private static ParsedCall Parse(MethodBase member, IReadOnlyList<Expression> arguments, ParameterExpression? self)
    {
        var plan = CallPlan.For(member);
        var parsed = new CallArgument[arguments.Count];
        for (var i = 0; i < parsed.Length; i++)
        {
            parsed[i] = ArgumentExpression.Parse(arguments[i], plan.Parameters[i], plan.Name, self);
        }

        return new ParsedCall(plan, parsed);
    }

    private static ParsedCall CheckResult(this ParsedCall call, LambdaExpression lambda)
    {
        ResultExpression.Check((MethodInfo)call.Plan.Member, lambda);
        return call;
    }

    private static void CheckTarget(Expression target, MethodInfo method, ParameterExpression self)
    {
        if (IsSelf(target, self))
        {
            return;
        }

        if (target is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.TypeAs, Operand: var operand } && operand == self)
        {
            throw ExpressionErrors.Downcast(self.Type, target.Type);
        }

        throw ExpressionScan.Of(target, self).UsesSelf ? ExpressionErrors.NestedMember(method) : ExpressionErrors.OtherObject(method);
    }

    private static bool IsSelf(Expression expression, ParameterExpression self) =>
        expression == self
        || (expression is UnaryExpression { NodeType: ExpressionType.Convert, Method: null, Operand: var operand }
            && operand == self && expression.Type.IsAssignableFrom(self.Type));
}
