namespace RayAkka.Scheduling;

/// <summary>The short names of GPUs, as Ray's accelerator types are called.</summary>
internal static class AcceleratorNames
{
    /// <summary>"A100" of "NVIDIA A100-SXM4-80GB"; null if the driver's name has no such part.</summary>
    internal static string? Of(string driverName)
    {
        var words = driverName.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
        {
            return null;
        }

        var name = string.Concat(words[1].TakeWhile(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)));
        return name.Length == 0 ? null : name;
    }

    /// <summary>The one kind that all devices are; null if there is none or more than one.</summary>
    internal static string? Common(IReadOnlyList<GpuDevice> devices)
    {
        var names = devices.Select(static device => Of(device.Name)).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return names.Count == 1 ? names[0] : null;
    }
}
