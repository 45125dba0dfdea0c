using System.Linq.Expressions;
using System.Reflection;

namespace RayAkka.Expressions;

/// <summary>Reads one argument of a call in an expression: <c>ref.Value</c>, the place of a token, or anything else as a value.</summary>
internal static class ArgumentExpression
{
    public static CallArgument Parse(Expression expression, ParameterInfo parameter, string method, ParameterExpression? self)
    {
        if (TryParseDependency(expression, parameter, method, self, out var dependency))
        {
            return dependency;
        }

        var scan = ExpressionScan.Of(expression, self);
        if (scan.UsesSelf)
        {
            throw ExpressionErrors.UsesActor(parameter, method, self!);
        }

        if (scan.UsesRefValue)
        {
            throw ExpressionErrors.PartOfArgument(parameter, method);
        }

        var value = ExpressionValue.Of(expression, scan.UsesRefStruct);
        if (parameter.ParameterType != typeof(CancellationToken))
        {
            return new CallArgument(CallArgumentKind.Value, value);
        }

        return value is CancellationToken token && token == CancellationToken.None
            ? new CallArgument(CallArgumentKind.CancellationToken)
            : throw ExpressionErrors.TokenGiven(parameter, method);
    }

    private static bool TryParseDependency(
        Expression expression, ParameterInfo parameter, string method, ParameterExpression? self, out CallArgument argument)
    {
        argument = default;
        var inner = SkipUnchanging(expression);
        ValueConversion? conversion = null;
        if (inner is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } convert)
        {
            inner = SkipUnchanging(convert.Operand);
            conversion = new ValueConversion(inner.Type, convert.Type, convert.NodeType == ExpressionType.ConvertChecked);
        }

        if (!IsRefValue(inner, out var source))
        {
            return false;
        }

        var scan = ExpressionScan.Of(source, self);
        if (scan.UsesSelf)
        {
            throw ExpressionErrors.UsesActor(parameter, method, self!);
        }

        if (scan.UsesRefValue)
        {
            throw ExpressionErrors.PartOfArgument(parameter, method);
        }

        var reference = ExpressionValue.Of(source, scan.UsesRefStruct) ?? throw ExpressionErrors.NullRef(parameter, method);
        argument = new CallArgument(CallArgumentKind.Dependency, reference, conversion);
        return true;
    }

    internal static bool IsRefValue(Expression expression, out Expression source)
    {
        source = (expression as MemberExpression)?.Expression!;
        return source is not null
            && typeof(ObjectRef).IsAssignableFrom(source.Type)
            && ((MemberExpression)expression).Member is PropertyInfo { Name: nameof(ObjectRef<>.Value) };
    }

    private static Expression SkipUnchanging(Expression expression)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert, Method: null, Operand: var operand }
            && expression.Type.IsAssignableFrom(operand.Type))
        {
            expression = operand;
        }

        return expression;
    }
}
