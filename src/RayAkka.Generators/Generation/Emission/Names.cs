using RayAkka.Generators.Generation.Model;

namespace RayAkka.Generators.Generation.Emission;

/// <summary>Names in generated code; two underscores keep them apart from the user's.</summary>
internal static class Names
{
    public const string Services = "global::RayAkka.CompilerServices.";
    public const string Plumbing =
        "[global::System.ComponentModel.EditorBrowsableAttribute(global::System.ComponentModel.EditorBrowsableState.Never)]";

    public const string ActorDescriptor = "s__class";

    public static string MethodStruct(string member) => member + "__Method";

    public static string Descriptor(CallModel call) => "s__" + call.CallClass;

    public static string CallClass(RemoteTypeModel type, CallModel call, string suffix = "") =>
        call.CallClass + suffix + type.TypeParameters.With(call.TypeParameters).List;

    public static string Handle(RemoteTypeModel type) => $"global::RayAkka.ActorHandle<{type.Type}>";
}
