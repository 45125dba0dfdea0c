using RayAkka.Scheduling;

namespace RayAkka;

/// <summary>The node that Ray.Init starts: what the options say, else what the machine has.</summary>
internal static class HeadNode
{
    public static NodeOptions From(RayOptions options, out string? gpuError)
    {
        gpuError = null;
        IReadOnlyList<int>? ids = null;
        var labels = options.Labels;
        var gpus = options.NumGpus;
        if (gpus is null)
        {
            var found = GpuDetector.Detect();
            gpuError = found.Error;
            ids = found.Ids;
            gpus = found.Ids.Count;
            if (AcceleratorNames.Common(found.Devices) is { } type && !labels.ContainsKey(LabelKeys.AcceleratorType))
            {
                labels = new(labels, StringComparer.Ordinal) { [LabelKeys.AcceleratorType] = type };
            }
        }

        return new NodeOptions
        {
            NumCpus = options.NumCpus,
            NumGpus = gpus,
            Memory = options.Memory,
            Resources = options.Resources,
            Labels = labels,
            GpuIds = ids,
        };
    }
}
