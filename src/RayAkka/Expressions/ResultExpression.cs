using System.Linq.Expressions;
using System.Reflection;

namespace RayAkka.Expressions;

/// <summary>What stands around the call in an expression: nothing, or a conversion of the result that changes no value.</summary>
internal static class ResultExpression
{
    public static Expression Unwrap(LambdaExpression lambda) =>
        lambda.Body is UnaryExpression { NodeType: ExpressionType.Convert, Method: null, Operand: var operand }
        && lambda.Body.Type.IsAssignableFrom(operand.Type)
            ? operand
            : lambda.Body;

    /// <summary>Refuses a task that the expression's own type hides: nobody would wait for it.</summary>
    public static void Check(MethodInfo method, LambdaExpression lambda)
    {
        if (ReturnedTask.IsTask(method.ReturnType) && !ReturnedTask.IsTask(lambda.ReturnType))
        {
            throw ExpressionErrors.HiddenTask(method, lambda.ReturnType);
        }
    }
}
