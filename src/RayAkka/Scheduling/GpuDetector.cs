using System.Globalization;

namespace RayAkka.Scheduling;

/// <summary>
/// Finds the GPUs that this process may use: those the driver knows, narrowed by CUDA_VISIBLE_DEVICES as CUDA reads it. Never throws; a
/// machine without NVIDIA's library has none.
/// </summary>
internal static class GpuDetector
{
    internal const string VisibleDevicesVariable = "CUDA_VISIBLE_DEVICES";

    /// <summary>Looks at this machine and this process's environment.</summary>
    internal static GpuDetection Detect() => Detect(new Nvml(), Environment.GetEnvironmentVariable(VisibleDevicesVariable));

    /// <param name="nvml">The driver's library.</param>
    /// <param name="visibleDevices">The value of CUDA_VISIBLE_DEVICES; null if it is not set, empty for no devices.</param>
    internal static GpuDetection Detect(INvml nvml, string? visibleDevices)
    {
        var devices = nvml.Devices(out var error);
        return new GpuDetection(visibleDevices is null ? devices : Narrow(devices, visibleDevices), error);
    }

    /// <summary>CUDA takes the list up to the first entry that names no device, and nothing at all if one is named twice.</summary>
    private static List<GpuDevice> Narrow(IReadOnlyList<GpuDevice> devices, string visibleDevices)
    {
        var visible = new List<GpuDevice>();
        foreach (var entry in visibleDevices.Split(','))
        {
            if (Find(devices, entry.Trim()) is not { } device)
                break;
            if (visible.Contains(device))
                return [];
            visible.Add(device);
        }

        return visible;
    }

    private static GpuDevice? Find(IReadOnlyList<GpuDevice> devices, string entry)
    {
        if (int.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return devices.FirstOrDefault(device => device.Index == index);
        if (!entry.StartsWith("GPU-", StringComparison.Ordinal))
            return null;

        // a beginning is enough if only one device has it
        var named = devices.Where(device => device.Uuid.StartsWith(entry, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return named.Count == 1 ? named[0] : null;
    }
}
