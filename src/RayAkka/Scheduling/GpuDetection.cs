namespace RayAkka.Scheduling;

/// <summary>The GPUs that this process may use.</summary>
/// <param name="Devices">In the order in which CUDA numbers them for this process.</param>
/// <param name="Error">Why there may be more than were found, for the caller to log; null if all went well.</param>
internal sealed record GpuDetection(IReadOnlyList<GpuDevice> Devices, string? Error)
{
    /// <summary>The ids of the devices, for <see cref="ClusterScheduler.AddNode"/>.</summary>
    internal IReadOnlyList<int> Ids => [.. Devices.Select(static device => device.Index)];
}
