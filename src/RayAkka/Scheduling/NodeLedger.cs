using System.Collections.ObjectModel;

namespace RayAkka.Scheduling;

/// <summary>
/// What one node has and what of it is free. Invariants: free never exceeds the capacity; only CPU may be below zero, by what came back
/// from waits while others ran in its place (a debt: nothing that needs CPU is placed before releases have paid it); what a grant took is
/// given back once. Not thread-safe: the scheduler's lock guards it.
/// </summary>
internal sealed class NodeLedger
{
    private readonly GpuLedger? _gpus;
    private readonly Dictionary<string, long>? _custom;
    private long _cpu;
    private long _memory;
    private bool _isDraining;

    internal NodeLedger(NodeId id, ResourceSet capacity, IReadOnlyDictionary<string, string> labels, IReadOnlyList<int>? gpuIds)
    {
        Id = id;
        Capacity = capacity;
        Labels = new Dictionary<string, string>(labels, StringComparer.Ordinal) { [LabelKeys.NodeId] = id.ToString() };
        _cpu = capacity.Cpu;
        _memory = capacity.Memory;
        if (capacity.Gpu > 0)
            _gpus = new GpuLedger(CheckIds(capacity.Gpu, gpuIds));
        else if (gpuIds is { Count: > 0 })
            throw new ArgumentException($"The node has no GPU but {gpuIds.Count} GPU ids; give as many ids as GPUs.", nameof(gpuIds));

        foreach (var (name, amount) in capacity.Custom)
            (_custom ??= new(StringComparer.Ordinal)).Add(name, amount);
    }

    /// <summary>The part of a node that a bundle of a placement group has.</summary>
    internal NodeLedger(BundleSlot bundle)
    {
        Bundle = bundle;
        Id = bundle.Node.Id;
        Capacity = bundle.Reserved.Held;
        Labels = bundle.Node.Labels;
        _cpu = Capacity.Cpu;
        _memory = Capacity.Memory;
        _gpus = Capacity.Gpu > 0 ? new GpuLedger([.. bundle.Reserved.GpuIds], Math.Min(Capacity.Gpu, ResourceAmount.One)) : null;
        foreach (var (name, amount) in Capacity.Custom)
            (_custom ??= new(StringComparer.Ordinal)).Add(name, amount);
    }

    private NodeLedger(NodeLedger other, bool empty)
    {
        Id = other.Id;
        Capacity = other.Capacity;
        Labels = other.Labels;
        _isDraining = other._isDraining;
        _cpu = empty ? Capacity.Cpu : other._cpu;
        _memory = empty ? Capacity.Memory : other._memory;
        _gpus = other._gpus is null ? null : empty ? new GpuLedger(other._gpus.Ids) : new GpuLedger(other._gpus);
        foreach (var (name, amount) in Capacity.Custom)
            (_custom ??= new(StringComparer.Ordinal)).Add(name, empty ? amount : other._custom![name]);
    }

    internal NodeId Id { get; }

    internal ResourceSet Capacity { get; }

    internal IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>Whose part of the node this is; null if it is the node itself.</summary>
    internal BundleSlot? Bundle { get; }

    internal bool IsDraining
    {
        get => _isDraining || Bundle is { Node._isDraining: true };
        set => _isDraining = value;
    }

    /// <summary>Whether the node is gone, and with it everything that was granted on it.</summary>
    internal bool IsRemoved { get; set; }

    internal bool CouldTake(ResourceShape shape) => !IsDraining && Capacity.Covers(shape.ToPlace) && shape.Matches(Labels);

    internal bool Fits(ResourceShape shape) => HasRoom(shape.ToPlace) && (shape.Labels.IsEmpty || shape.Matches(Labels));

    /// <summary>Whether so much is free; labels are the caller's matter.</summary>
    internal bool HasRoom(ResourceSet need)
    {
        if (IsDraining || (need.Cpu > _cpu && need.Cpu > 0))
            return false;
        return need.IsCpuOnly || FitsBeyondCpu(need);
    }

    /// <summary>A copy to try things out on: as the node is now, or as if nothing were in use.</summary>
    internal NodeLedger Copy(bool empty) => new(this, empty);

    /// <summary>Takes what <see cref="Fits"/> has found to fit.</summary>
    internal LedgerGrant Take(ResourceSet held)
    {
        Bundle?.Count(1);
        _cpu -= held.Cpu;
        if (held.IsCpuOnly)
            return new LedgerGrant(this, held, ReadOnlyCollection<int>.Empty);

        _memory -= held.Memory;
        foreach (var (name, amount) in held.Custom)
            _custom![name] -= amount;
        return new LedgerGrant(this, held, _gpus is null ? ReadOnlyCollection<int>.Empty : _gpus.Take(held.Gpu));
    }

    /// <summary>
    /// Takes again what was granted here before this ledger was made. Null if that is not free: then somebody counts wrong. CPU may become a
    /// debt, since holders that wait have lent theirs to others.
    /// </summary>
    internal LedgerGrant? Restore(Holding holding)
    {
        var held = holding.Held;
        if (held.Memory > _memory || (held.Gpu > 0 && (_gpus is null || !_gpus.TryTake(holding.GpuIds, held.Gpu))))
            return null;
        foreach (var (name, amount) in held.Custom)
        {
            if (amount <= FreeOf(name))
                continue;
            _gpus?.Return(holding.GpuIds, held.Gpu);
            return null;
        }

        Bundle?.Count(1);
        _memory -= held.Memory;
        foreach (var (name, amount) in held.Custom)
            _custom![name] -= amount;
        if (!holding.IsBlocked)
            _cpu -= held.Cpu;
        return new LedgerGrant(this, held, holding.GpuIds) { Blocks = holding.IsBlocked ? 1 : 0 };
    }

    internal void Return(Grant grant)
    {
        Bundle?.Count(-1);
        var held = grant.Held;
        if (grant.Blocks == 0)
            _cpu += held.Cpu;
        if (held.IsCpuOnly)
            return;

        _memory += held.Memory;
        foreach (var (name, amount) in held.Custom)
            _custom![name] += amount;
        _gpus?.Return(grant.GpuIds, held.Gpu);
    }

    /// <summary>Lends the CPU of a grant that waits to others, or takes it again whether it is free or not.</summary>
    internal void ChangeCpu(long by) => _cpu += by;

    /// <summary>What is free of a kind, never below zero.</summary>
    internal long FreeOf(string kind) => kind switch
    {
        ResourceNames.Cpu => Math.Max(0, _cpu),
        ResourceNames.Gpu => _gpus?.Free ?? 0,
        ResourceNames.Memory => _memory,
        _ => _custom is not null && _custom.TryGetValue(kind, out var amount) ? amount : 0,
    };

    /// <summary>Whether <paramref name="need"/> would miss something of a kind here that <paramref name="taken"/> takes.</summary>
    internal bool WouldMiss(ResourceSet need, ResourceSet taken)
    {
        if (Misses(need.Cpu, taken.Cpu, _cpu))
            return true;
        if (taken.IsCpuOnly)
            return false;
        if (Misses(need.Memory, taken.Memory, _memory) || Misses(need.Gpu, taken.Gpu, _gpus?.Free ?? 0))
            return true;
        foreach (var (name, amount) in taken.Custom)
        {
            if (Misses(need.AmountOf(name), amount, FreeOf(name)))
                return true;
        }

        return false;
    }

    /// <summary>The share in use of the scarcest of CPU, memory and, for a request that needs them, GPUs: 0 to 1, or more with a debt.</summary>
    internal double Utilisation(bool withGpus)
    {
        var used = Math.Max(Share(Capacity.Cpu, _cpu), Share(Capacity.Memory, _memory));
        return withGpus && _gpus is not null ? Math.Max(used, Share(Capacity.Gpu, _gpus.Free)) : used;
    }

    private static double Share(long capacity, long free) => capacity == 0 ? 0 : (capacity - free) / (double)capacity;

    private static bool Misses(long need, long taken, long free) => need > 0 && taken > 0 && free - taken < need;

    private static int[] CheckIds(long gpus, IReadOnlyList<int>? ids)
    {
        if (gpus % ResourceAmount.One != 0)
            throw new ArgumentException("The node has a fraction of a GPU; give a whole number of GPUs.", nameof(gpus));
        var count = checked((int)(gpus / ResourceAmount.One));
        if (ids is null)
            return [.. Enumerable.Range(0, count)];
        if (ids.Count != count || ids.Distinct().Count() != count)
            throw new ArgumentException($"The node has {count} GPUs but {ids.Distinct().Count()} different GPU ids; give one id for each GPU.", nameof(ids));
        return [.. ids];
    }

    private bool FitsBeyondCpu(ResourceSet need)
    {
        if (need.Memory > _memory || (need.Gpu > 0 && (_gpus is null || !_gpus.Fits(need.Gpu))))
            return false;
        foreach (var (name, amount) in need.Custom)
        {
            if (amount > FreeOf(name))
                return false;
        }

        return true;
    }
}
