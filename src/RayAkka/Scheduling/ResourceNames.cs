namespace RayAkka.Scheduling;

/// <summary>The names of the built-in kinds of resources, as Ray writes them.</summary>
internal static class ResourceNames
{
    internal const string Cpu = "CPU";
    internal const string Gpu = "GPU";
    internal const string Memory = "memory";
}
