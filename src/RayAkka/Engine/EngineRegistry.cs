namespace RayAkka.Engine;

/// <summary>Where engines make themselves known.</summary>
internal static class EngineRegistry
{
    /// <summary>Makes the engine that Ray.Init uses when the options name none.</summary>
    public static Func<IEngine>? Default { get; set; }
}
