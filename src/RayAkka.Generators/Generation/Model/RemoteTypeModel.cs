namespace RayAkka.Generators.Generation.Model;

/// <summary>A class with everything of it that can be called remotely: all that the emitter knows.</summary>
/// <param name="Holder">The name of the static class that is generated for it.</param>
/// <param name="Type">The class as C# text, with type arguments.</param>
/// <param name="DisplayName">The class's name in traces and errors.</param>
/// <param name="Accessibility"><c>public</c> or <c>internal</c>.</param>
/// <param name="IsNullableEnabled">Whether the class was written with nullable annotations.</param>
/// <param name="TypeParameters">Its type parameters and those of the classes around it.</param>
/// <param name="Options">The options of its attributes as C# text, or null.</param>
/// <param name="Obsolete">The attribute that marks it obsolete as C# text, or null.</param>
/// <param name="Constructors">The constructors.</param>
/// <param name="Calls">The methods of a remote class, or the remote functions of any class; overloads stand together.</param>
internal sealed record RemoteTypeModel(
    string Holder,
    string Type,
    string DisplayName,
    string Accessibility,
    bool IsNullableEnabled,
    TypeParametersModel TypeParameters,
    string? Options,
    string? Obsolete,
    EquatableArray<CallModel> Constructors,
    EquatableArray<CallModel> Calls);
