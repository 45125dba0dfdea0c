using System.Linq.Expressions;

namespace RayAkka.Expressions;

/// <summary>Says what an argument makes use of, at any depth.</summary>
internal sealed class ExpressionScan : ExpressionVisitor
{
    private readonly ParameterExpression? _self;

    private ExpressionScan(ParameterExpression? self) => _self = self;

    /// <summary>The actor's parameter: it has no object on the caller's side.</summary>
    public bool UsesSelf { get; private set; }

    /// <summary><c>ref.Value</c>: it cannot be computed before the call.</summary>
    public bool UsesRefValue { get; private set; }

    /// <summary>A ref struct (C# 14 reads <c>array.Contains(3)</c> as one of a span): the expression interpreter cannot run it.</summary>
    public bool UsesRefStruct { get; private set; }

    public static ExpressionScan Of(Expression expression, ParameterExpression? self)
    {
        var scan = new ExpressionScan(self);
        scan.Visit(expression);
        return scan;
    }

    public override Expression? Visit(Expression? node)
    {
        if (node is not null)
        {
            UsesSelf |= node == _self;
            UsesRefValue |= ArgumentExpression.IsRefValue(node, out _);
            UsesRefStruct |= node.Type.IsByRefLike;
        }

        return base.Visit(node);
    }
}
