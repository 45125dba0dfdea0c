using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace RayAkka.Engine.Embedded;

/// <summary>Makes the embedded engine the default, so that no code outside this folder need know it.</summary>
internal static class EmbeddedRegistration
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "It only stores a factory; the runtime must not name an engine.")]
    internal static void Register() => EngineRegistry.Default = static () => new EmbeddedEngine();
}
