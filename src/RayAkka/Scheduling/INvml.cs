namespace RayAkka.Scheduling;

/// <summary>The little of NVIDIA's management library that detection needs. No member throws.</summary>
internal interface INvml
{
    /// <summary>The NVIDIA GPUs of this machine in the order of their index; empty without the library, a driver or a GPU.</summary>
    /// <param name="error">Why the library answered with an error; null if it answered or is not installed.</param>
    IReadOnlyList<GpuDevice> Devices(out string? error);
}
