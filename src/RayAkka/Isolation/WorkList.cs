using System.Diagnostics.CodeAnalysis;

namespace RayAkka.Isolation;

/// <summary>Started copies whose references still have to be replaced; last in, first out, since what was just cloned is warm.</summary>
internal sealed class WorkList
{
    private (object Copy, CopyPlan Plan)[] _items = new (object, CopyPlan)[8];
    private int _count;

    public void Push(object copy, CopyPlan plan)
    {
        if (_count == _items.Length)
            Array.Resize(ref _items, _count * 2);
        _items[_count++] = (copy, plan);
    }

    public bool TryPop([NotNullWhen(true)] out object? copy, [NotNullWhen(true)] out CopyPlan? plan)
    {
        if (_count == 0)
        {
            copy = null;
            plan = null;
            return false;
        }

        ref var item = ref _items[--_count];
        (copy, plan) = item;
        item = default;
        return true;
    }

    /// <summary>Gives up the space of an empty list that grew beyond <paramref name="mostKept"/>.</summary>
    public void Trim(int mostKept)
    {
        if (_items.Length > mostKept)
            _items = new (object, CopyPlan)[8];
    }
}
