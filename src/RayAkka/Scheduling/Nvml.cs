using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace RayAkka.Scheduling;

/// <summary>
/// NVIDIA's management library, loaded if it is installed. It is asked once and shut down again: detection runs when a node starts, and a
/// library that stays initialised keeps the driver awake.
/// </summary>
internal sealed unsafe class Nvml : INvml
{
    // sizes that nvml.h gives for NVML_DEVICE_UUID_V2_BUFFER_SIZE and NVML_DEVICE_NAME_V2_BUFFER_SIZE
    private const int TextSize = 96;
    private const int Success = 0;

    // no driver is loaded or no device answers it: the machine has no usable GPU, which is no error
    private const int DriverNotLoaded = 9;

    public IReadOnlyList<GpuDevice> Devices(out string? error)
    {
        error = null;
        if (!TryLoad(out var library))
            return [];
        try
        {
            return Query(library, out error);
        }
        finally
        {
            NativeLibrary.Free(library);
        }
    }

    private static bool TryLoad(out nint library) =>
        NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvml.dll" : "libnvidia-ml.so.1", out library);

    private static List<GpuDevice> Query(nint library, out string? error)
    {
        error = null;
        if (!NativeLibrary.TryGetExport(library, "nvmlInit_v2", out var init)
            || !NativeLibrary.TryGetExport(library, "nvmlShutdown", out var shutdown)
            || !NativeLibrary.TryGetExport(library, "nvmlDeviceGetCount_v2", out var getCount)
            || !NativeLibrary.TryGetExport(library, "nvmlDeviceGetHandleByIndex_v2", out var getHandle)
            || !NativeLibrary.TryGetExport(library, "nvmlDeviceGetUUID", out var getUuid)
            || !NativeLibrary.TryGetExport(library, "nvmlDeviceGetName", out var getName))
        {
            error = "the NVIDIA management library lacks a function that GPU detection needs; update the driver";
            return [];
        }

        var result = ((delegate* unmanaged<int>)init)();
        if (result != Success)
        {
            error = result == DriverNotLoaded ? null : Describe("nvmlInit_v2", result);
            return [];
        }

        try
        {
            return List(
                (delegate* unmanaged<uint*, int>)getCount,
                (delegate* unmanaged<uint, nint*, int>)getHandle,
                (delegate* unmanaged<nint, byte*, uint, int>)getUuid,
                (delegate* unmanaged<nint, byte*, uint, int>)getName,
                out error);
        }
        finally
        {
            ((delegate* unmanaged<int>)shutdown)();
        }
    }

    private static List<GpuDevice> List(
        delegate* unmanaged<uint*, int> getCount,
        delegate* unmanaged<uint, nint*, int> getHandle,
        delegate* unmanaged<nint, byte*, uint, int> getUuid,
        delegate* unmanaged<nint, byte*, uint, int> getName,
        out string? error)
    {
        error = null;
        var devices = new List<GpuDevice>();
        uint count;
        var result = getCount(&count);
        if (result != Success)
        {
            error = Describe("nvmlDeviceGetCount_v2", result);
            return devices;
        }

        for (uint index = 0; index < count; index++)
        {
            nint handle;
            result = getHandle(index, &handle);
            if (result == Success)
                devices.Add(new GpuDevice((int)index, Text(getUuid, handle), Text(getName, handle)));
            else
                error = Describe(string.Create(CultureInfo.InvariantCulture, $"nvmlDeviceGetHandleByIndex_v2({index})"), result); // lost or forbidden: the others still count
        }

        return devices;
    }

    private static string Text(delegate* unmanaged<nint, byte*, uint, int> get, nint handle)
    {
        var text = stackalloc byte[TextSize];
        return get(handle, text, TextSize) == Success
            ? Encoding.ASCII.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text))
            : string.Empty;
    }

    private static string Describe(string function, int result) =>
        string.Create(CultureInfo.InvariantCulture, $"{function} of the NVIDIA management library failed with code {result}");
}
