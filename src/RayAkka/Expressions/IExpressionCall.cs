namespace RayAkka.Expressions;

/// <summary>A call in the expression form, for who sends it elsewhere.</summary>
internal interface IExpressionCall
{
    /// <summary>The method and its arguments; null once the call has let go of them.</summary>
    BoundCall? Call { get; set; }
}
