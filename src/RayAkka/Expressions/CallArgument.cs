namespace RayAkka.Expressions;

/// <summary>One argument of a call.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The value or the ref; null for a token.</param>
/// <param name="Conversion">What the expression does to the ref's object before passing it; null for nothing.</param>
internal readonly record struct CallArgument(CallArgumentKind Kind, object? Value = null, ValueConversion? Conversion = null);
