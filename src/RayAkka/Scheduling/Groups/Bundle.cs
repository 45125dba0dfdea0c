using RayAkka.Scheduling;
using RayAkka.Tasks;

namespace RayAkka;

/// <summary>What one bundle of a placement group reserves on one node.</summary>
public sealed record Bundle
{
    /// <summary>CPUs. Default 0. Steps of 0.0001.</summary>
    public double NumCpus { get; init; }

    /// <summary>GPUs; a fraction shares one GPU. Default 0. Steps of 0.0001.</summary>
    public double NumGpus { get; init; }

    /// <summary>Memory in bytes. Default 0.</summary>
    public long Memory { get; init; }

    /// <summary>Custom resources by name. Default none. "CPU", "GPU", "memory" and "bundle" are not allowed as names.</summary>
    public Dictionary<string, double> Resources { get; init; } = [];

    /// <summary>What the labels of the node must be. Default none.</summary>
    public Dictionary<string, LabelSelector> Labels { get; init; } = [];

    /// <summary>The kind of GPU that the node must have: its label <c>ray.io/accelerator-type</c>. Default null: any.</summary>
    public string? AcceleratorType { get; init; }

    internal ResourceShape ToShape()
    {
        if (Resources.ContainsKey("bundle"))
        {
            throw new ArgumentException("A bundle has a custom resource named \"bundle\", which is reserved; choose another name.");
        }

        var held = ResourceSet.Create(NumCpus, NumGpus, Memory, Resources);
        return held.IsEmpty
            ? throw new ArgumentException("A bundle reserves nothing; give it CPUs, GPUs, memory or a custom resource.")
            : new ResourceShape(held, held, OptionRules.Labels(null, Labels, AcceleratorType));
    }

    internal static Bundle Of(ResourceShape shape) => new()
    {
        NumCpus = ResourceAmount.ToDouble(shape.ToHold.Cpu),
        NumGpus = ResourceAmount.ToDouble(shape.ToHold.Gpu),
        Memory = shape.ToHold.Memory,
        Resources = shape.ToHold.Custom.ToArray().ToDictionary(static kind => kind.Key, static kind => ResourceAmount.ToDouble(kind.Value), StringComparer.Ordinal),
        Labels = shape.Labels.ToArray().ToDictionary(StringComparer.Ordinal),
    };
}
