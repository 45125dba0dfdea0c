namespace RayAkka.Expressions;

internal enum CallArgumentKind
{
    /// <summary>A value, copied at each <c>Remote()</c>; refs and handles pass through the copy as they are.</summary>
    Value,

    /// <summary>A ref whose object is passed: a dependency of the call.</summary>
    Dependency,

    /// <summary>The token that the runtime fills in.</summary>
    CancellationToken,
}
