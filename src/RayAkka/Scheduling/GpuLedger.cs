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

    internal GpuLedger(int[] ids)
    {
        _ids = ids;
        _free = new long[ids.Length];
        Array.Fill(_free, ResourceAmount.One);
        _whole = ids.Length;
        Free = ids.Length * ResourceAmount.One;
    }

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
