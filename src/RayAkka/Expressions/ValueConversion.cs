using System.Linq.Expressions;

namespace RayAkka.Expressions;

/// <summary>
/// The one conversion the compiler puts around <c>ref.Value</c> where the parameter's type is another (int to long, a cast, a user's
/// operator). It is told by its two types alone, so that it can be made again on another node.
/// </summary>
internal sealed class ValueConversion(Type from, Type to, bool isChecked)
{
    private Func<object?, object?>? _convert;

    public Type From => from;

    public Type To => to;

    public bool IsChecked => isChecked;

    public object? Apply(object? value) => (_convert ??= Compile())(value);

    private Func<object?, object?> Compile()
    {
        var value = Expression.Parameter(typeof(object));
        var typed = Expression.Convert(value, from);
        var converted = isChecked ? Expression.ConvertChecked(typed, to) : Expression.Convert(typed, to);
        return Expression.Lambda<Func<object?, object?>>(Expression.Convert(converted, typeof(object)), value).Compile(preferInterpretation: true);
    }
}
