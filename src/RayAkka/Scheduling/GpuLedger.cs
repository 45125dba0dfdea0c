using System.Collections.ObjectModel;

namespace RayAkka.Scheduling;

/// <summary>
/// Which GPU of one node is taken how far. Invariants: no id is given beyond 1 in all; a request for whole GPUs gets ids that nobody
/// shares; a fraction lies on one GPU, and goes to the fullest one that still has room, so that whole ones stay free.
/// </summary>
internal sealed class GpuLedger
{
    private readonly int[] _ids;
    private readonly long[] _free;
    private int _whole;

    /// <param name="ids">The ids of the GPUs.</param>
    /// <param name="each">How much of each GPU is there: one, or a share where a bundle of a placement group has but that.</param>
    internal GpuLedger(int[] ids, long each = ResourceAmount.One)
    {
        _ids = ids;
        _free = new long[ids.Length];
        Array.Fill(_free, each);
        _whole = each == ResourceAmount.One ? ids.Length : 0;
        Free = ids.Length * each;
    }

    /// <summary>A copy to try things out on.</summary>
    internal GpuLedger(GpuLedger other)
    {
        _ids = other._ids;
        _free = [.. other._free];
        _whole = other._whole;
        Free = other.Free;
    }

    internal int[] Ids => _ids;

    /// <summary>What is free over all GPUs, in steps.</summary>
    internal long Free { get; private set; }

    internal bool Fits(long amount) => amount == 0 || (amount >= ResourceAmount.One ? _whole >= amount / ResourceAmount.One : FindShare(amount) >= 0);

    /// <summary>Takes what <see cref="Fits"/> has found to fit.</summary>
    internal ReadOnlyCollection<int> Take(long amount)
    {
        if (amount == 0)
            return ReadOnlyCollection<int>.Empty;
        if (amount < ResourceAmount.One)
        {
            var share = FindShare(amount);
            Change(share, -amount);
            return Array.AsReadOnly([_ids[share]]);
        }

        var taken = new int[amount / ResourceAmount.One];
        for (int slot = 0, next = 0; next < taken.Length; slot++)
        {
            if (_free[slot] != ResourceAmount.One)
                continue;
            taken[next++] = _ids[slot];
            Change(slot, -ResourceAmount.One);
        }

        return Array.AsReadOnly(taken);
    }

    /// <summary>Takes the very GPUs that a grant from before has; false, and nothing is taken, if one of them is not free that far.</summary>
    internal bool TryTake(IReadOnlyList<int> ids, long amount)
    {
        var share = Math.Min(amount, ResourceAmount.One);
        if (ids.Count != Math.Max(1, amount / ResourceAmount.One) || ids.Distinct().Count() != ids.Count)
            return false;
        foreach (var id in ids)
        {
            var slot = Array.IndexOf(_ids, id);
            if (slot < 0 || _free[slot] < share)
                return false;
        }

        foreach (var id in ids)
            Change(Array.IndexOf(_ids, id), -share);
        return true;
    }

    internal void Return(IReadOnlyList<int> ids, long amount)
    {
        foreach (var id in ids)
            Change(Array.IndexOf(_ids, id), Math.Min(amount, ResourceAmount.One));
    }

    private int FindShare(long amount)
    {
        var best = -1;
        for (var slot = 0; slot < _free.Length; slot++)
        {
            if (_free[slot] >= amount && (best < 0 || _free[slot] < _free[best]))
                best = slot;
        }

        return best;
    }

    private void Change(int slot, long by)
    {
        if (_free[slot] == ResourceAmount.One)
            _whole--;
        _free[slot] += by;
        Free += by;
        if (_free[slot] == ResourceAmount.One)
            _whole++;
    }
}
