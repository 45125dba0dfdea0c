namespace RayAkka.Generators.Generation.Model;

/// <summary>One constructor, method or function that can be called remotely; an overload each.</summary>
/// <param name="Target">What it is.</param>
/// <param name="Member">The generated member's name, not escaped; empty for constructors.</param>
/// <param name="CallClass">The name of the class of its calls.</param>
/// <param name="Name">The user's name for it, escaped, with type arguments.</param>
/// <param name="DisplayName">The name in traces and errors.</param>
/// <param name="Accessibility"><c>public</c> or <c>internal</c>.</param>
/// <param name="TypeParameters">Its own type parameters.</param>
/// <param name="Parameters">Its parameters, in order.</param>
/// <param name="Shape">What kind of result it returns.</param>
/// <param name="Result">The result's type, of a stream its items', as C# text; empty where there is none.</param>
/// <param name="Options">The options of its attribute as C# text, or null.</param>
/// <param name="Obsolete">The attribute that marks it obsolete as C# text, or null.</param>
/// <param name="Docs">The lines of its documentation, without slashes.</param>
internal sealed record CallModel(
    CallTarget Target,
    string Member,
    string CallClass,
    string Name,
    string DisplayName,
    string Accessibility,
    TypeParametersModel TypeParameters,
    EquatableArray<ParameterModel> Parameters,
    ReturnShape Shape,
    string Result,
    string? Options,
    string? Obsolete,
    EquatableArray<string> Docs);
