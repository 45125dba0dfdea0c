namespace RayAkka.Generators.Generation.Model;

/// <param name="Names">The names, separated by commas; empty where there are none.</param>
/// <param name="Constraints">The <c>where</c> clauses, each with a leading blank.</param>
internal sealed record TypeParametersModel(string Names, string Constraints)
{
    public static TypeParametersModel None { get; } = new("", "");

    /// <summary><c>&lt;T, U&gt;</c>, or nothing.</summary>
    public string List => Names.Length == 0 ? "" : $"<{Names}>";

    public TypeParametersModel With(string name, string constraints) =>
        name.Length == 0 ? this : new(Names.Length == 0 ? name : $"{Names}, {name}", Constraints + constraints);

    public TypeParametersModel With(TypeParametersModel other) => With(other.Names, other.Constraints);
}
