namespace RayAkka.Scheduling;

/// <summary>
/// Amounts of CPU, GPU, memory and custom resources: what a node has or what a request needs. Immutable. Kinds at zero are left out.
/// </summary>
internal sealed class ResourceSet : IEquatable<ResourceSet>
{
    private readonly KeyValuePair<string, long>[] _custom; // by name, ordinal
    private readonly int _hash;

    private ResourceSet(long cpu, long gpu, long memory, KeyValuePair<string, long>[] custom)
    {
        Cpu = cpu;
        Gpu = gpu;
        Memory = memory;
        _custom = custom;
        IsCpuOnly = gpu == 0 && memory == 0 && custom.Length == 0;

        var hash = new HashCode();
        hash.Add(cpu);
        hash.Add(gpu);
        hash.Add(memory);
        foreach (var (name, amount) in custom)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(amount);
        }

        _hash = hash.ToHashCode();
    }

    internal static ResourceSet Empty { get; } = new(0, 0, 0, []);

    /// <summary>In steps of 0.0001.</summary>
    internal long Cpu { get; }

    /// <summary>In steps of 0.0001; above one GPU always whole.</summary>
    internal long Gpu { get; }

    /// <summary>In bytes.</summary>
    internal long Memory { get; }

    /// <summary>In steps of 0.0001, ordered by name.</summary>
    internal ReadOnlySpan<KeyValuePair<string, long>> Custom => _custom;

    internal bool IsCpuOnly { get; }

    internal bool IsEmpty => IsCpuOnly && Cpu == 0;

    /// <summary>Checks the amounts and counts them in steps.</summary>
    /// <param name="cpu">CPUs, in steps of 0.0001.</param>
    /// <param name="gpu">GPUs: a fraction of one, in steps of 0.0001, or a whole number.</param>
    /// <param name="memory">Bytes.</param>
    /// <param name="custom">Custom kinds by name, in steps of 0.0001.</param>
    /// <exception cref="ArgumentException">An amount is negative, not a number or too fine, or a name is not allowed.</exception>
    internal static ResourceSet Create(double cpu, double gpu, long memory, IReadOnlyDictionary<string, double>? custom)
    {
        var cpuSteps = ResourceAmount.FromDouble(ResourceNames.Cpu, cpu);
        var gpuSteps = ResourceAmount.FromDouble(ResourceNames.Gpu, gpu);
        if (gpuSteps > ResourceAmount.One && gpuSteps % ResourceAmount.One != 0)
            throw new ArgumentException($"The amount of GPU is {ResourceAmount.Number(ResourceNames.Gpu, gpuSteps)}; above 1 give a whole number.");
        if (memory < 0)
            throw new ArgumentException($"The amount of memory is {memory}; give a number of bytes from 0 upwards.");
        return Make(cpuSteps, gpuSteps, memory, CustomSteps(custom));
    }

    /// <summary>The larger amount of each kind.</summary>
    internal static ResourceSet Max(ResourceSet left, ResourceSet right)
    {
        if (left.IsCpuOnly && right.IsCpuOnly)
            return left.Cpu >= right.Cpu ? left : right;

        var custom = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, amount) in left.Custom)
            custom[name] = amount;
        foreach (var (name, amount) in right.Custom)
            custom[name] = Math.Max(amount, custom.GetValueOrDefault(name));
        return Make(Math.Max(left.Cpu, right.Cpu), Math.Max(left.Gpu, right.Gpu), Math.Max(left.Memory, right.Memory), [.. custom]);
    }

    internal static ResourceSet Read(Wire.WireReader reader)
    {
        var (cpu, gpu, memory) = (reader.Signed(), reader.Signed(), reader.Signed());
        var custom = new KeyValuePair<string, long>[reader.Count(2)];
        for (var i = 0; i < custom.Length; i++)
            custom[i] = new(reader.Text(), reader.Signed());
        return Make(cpu, gpu, memory, custom);
    }

    internal void Write(Wire.WireWriter writer)
    {
        writer.Signed(Cpu);
        writer.Signed(Gpu);
        writer.Signed(Memory);
        writer.Varint((ulong)_custom.Length);
        foreach (var (name, amount) in _custom)
        {
            writer.String(name);
            writer.Signed(amount);
        }
    }

    /// <summary>The amounts by kind, under "CPU", "GPU", "memory" and the custom names.</summary>
    internal IReadOnlyDictionary<string, double> ToDictionary()
    {
        var amounts = new Dictionary<string, double>(StringComparer.Ordinal);
        if (Cpu > 0)
            amounts.Add(ResourceNames.Cpu, ResourceAmount.ToDouble(Cpu));
        if (Gpu > 0)
            amounts.Add(ResourceNames.Gpu, ResourceAmount.ToDouble(Gpu));
        if (Memory > 0)
            amounts.Add(ResourceNames.Memory, Memory);
        foreach (var (name, amount) in _custom)
            amounts.Add(name, ResourceAmount.ToDouble(amount));
        return amounts;
    }

    /// <summary>The amount of a kind in its own unit: steps, or bytes for memory.</summary>
    internal long AmountOf(string kind) => kind switch
    {
        ResourceNames.Cpu => Cpu,
        ResourceNames.Gpu => Gpu,
        ResourceNames.Memory => Memory,
        _ => CustomAmountOf(kind),
    };

    /// <summary>Whether no kind of <paramref name="need"/> exceeds what is here.</summary>
    internal bool Covers(ResourceSet need)
    {
        if (need.Cpu > Cpu || need.Gpu > Gpu || need.Memory > Memory)
            return false;
        foreach (var (name, amount) in need._custom)
        {
            if (amount > CustomAmountOf(name))
                return false;
        }

        return true;
    }

    public bool Equals(ResourceSet? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && Cpu == other.Cpu && Gpu == other.Gpu && Memory == other.Memory
            && _custom.AsSpan().SequenceEqual(other._custom));

    public override bool Equals(object? obj) => Equals(obj as ResourceSet);

    public override int GetHashCode() => _hash;

    /// <summary>"1 CPU, 0.5 GPU".</summary>
    public override string ToString() => string.Join(", ", Kinds().Select(kind => ResourceAmount.Describe(kind, AmountOf(kind))));

    /// <summary>The kinds above zero, the built-in ones first.</summary>
    internal IEnumerable<string> Kinds()
    {
        if (Cpu > 0)
            yield return ResourceNames.Cpu;
        if (Gpu > 0)
            yield return ResourceNames.Gpu;
        if (Memory > 0)
            yield return ResourceNames.Memory;
        foreach (var (name, _) in _custom)
            yield return name;
    }

    private static ResourceSet Make(long cpu, long gpu, long memory, KeyValuePair<string, long>[] custom) =>
        cpu == 0 && gpu == 0 && memory == 0 && custom.Length == 0 ? Empty : new ResourceSet(cpu, gpu, memory, custom);

    private static KeyValuePair<string, long>[] CustomSteps(IReadOnlyDictionary<string, double>? custom)
    {
        if (custom is null || custom.Count == 0)
            return [];

        var steps = new List<KeyValuePair<string, long>>(custom.Count);
        foreach (var (name, amount) in custom)
        {
            if (string.IsNullOrWhiteSpace(name))
                throw new ArgumentException("A custom resource has an empty name; give it one.");
            if (name is ResourceNames.Cpu or ResourceNames.Gpu or ResourceNames.Memory)
                throw new ArgumentException($"\"{name}\" is a built-in resource; set it through its own option instead of the custom resources.");
            var count = ResourceAmount.FromDouble(name, amount);
            if (count > 0)
                steps.Add(new(name, count));
        }

        steps.Sort(static (x, y) => string.CompareOrdinal(x.Key, y.Key));
        return [.. steps];
    }

    private long CustomAmountOf(string name)
    {
        foreach (var (known, amount) in _custom)
        {
            if (known == name)
                return amount;
        }

        return 0;
    }
}
