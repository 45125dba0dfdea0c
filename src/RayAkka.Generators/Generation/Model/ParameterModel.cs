namespace RayAkka.Generators.Generation.Model;

/// <param name="Name">The name, escaped where it is a keyword.</param>
/// <param name="Field">The field of the call that holds the argument.</param>
/// <param name="Type">The type as C# text.</param>
/// <param name="Ref">The type of refs to it.</param>
/// <param name="RefTypeParameter">The type parameter of an overload that takes a ref to an implementation of an interface.</param>
/// <param name="Kind">How it takes values and refs.</param>
/// <param name="IsCopied">Whether the value may be changed by somebody and has to be copied.</param>
/// <param name="IsReleased">Whether the value may keep something else alive.</param>
/// <param name="Default">The default as C# text, or null where the parameter is required.</param>
/// <param name="IsParams">Whether it is declared with <c>params</c>.</param>
internal sealed record ParameterModel(
    string Name,
    string Field,
    string Type,
    RefTypeModel Ref,
    string RefTypeParameter,
    ParameterKind Kind,
    bool IsCopied,
    bool IsReleased,
    string? Default,
    bool IsParams)
{
    public string RefField => Field + "__ref";

    public bool TakesRefs => Kind is not (ParameterKind.Unresolved or ParameterKind.Token);
}
