using System.Linq.Expressions;
using System.Reflection;

namespace RayAkka.Expressions;

/// <summary>
/// Computes an argument on the caller's thread. Constants, captured variables and fields, by far the most arguments, are read directly;
/// the rest is interpreted, since compiling costs far more than running once.
/// </summary>
internal static class ExpressionValue
{
    public static object? Of(Expression expression, bool mustCompile) => TryRead(expression, out var value)
        ? value
        : Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: !mustCompile)();

    private static bool TryRead(Expression expression, out object? value)
    {
        switch (expression)
        {
            case ConstantExpression constant:
                value = constant.Value;
                return true;
            case MemberExpression { Member: FieldInfo field, Expression: null }:
                value = field.GetValue(null);
                return true;
            case MemberExpression { Member: FieldInfo field, Expression: { } owner } when TryRead(owner, out var target) && target is not null:
                value = field.GetValue(target);
                return true;
            case UnaryExpression { NodeType: ExpressionType.Convert, Method: null, Operand: var operand }
                when expression.Type.IsAssignableFrom(operand.Type):
                return TryRead(operand, out value);
            default:
                value = null;
                return false;
        }
    }
}
