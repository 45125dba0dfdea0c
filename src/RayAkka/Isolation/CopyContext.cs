using System.Runtime.InteropServices;

namespace RayAkka.Isolation;

/// <summary>
/// One copy of one graph. Invariants:
/// <list type="bullet">
/// <item>An object of the original is started once; the map holds its copy from then on, so aliases and cycles come out as they were.</item>
/// <item>A started copy is a flat clone: its fields still hold the original's references until its turn in the work list comes. Nothing
/// recurses into references, so depth costs memory, never stack.</item>
/// <item>Strict work comes before lenient work (what only exceptions lead to), so that an object that both lead to is refused where it must
/// be.</item>
/// <item>Collections that hash what was copied are rebuilt last, when their keys are complete; the latest found first, so that a
/// collection inside a key is ready before the key is hashed.</item>
/// <item>User code (comparers, GetHashCode) runs in the last phase only, and may start a copy of its own: the context is not on its
/// thread's shelf while it is in use.</item>
/// </list>
/// </summary>
internal sealed class CopyContext
{
    // Graphs of a few objects are the rule: up to here a linear search beats hashing and allocates nothing.
    private const int Few = 8;

    // A shelf that kept what a graph of a million nodes needed would hold it for ever.
    private const int MostKept = 1024;

    [ThreadStatic]
    private static CopyContext? t_shelf;

    private readonly object?[] _originals = new object?[Few];
    private readonly object?[] _copies = new object?[Few];
    private int _few;
    private Dictionary<object, object?>? _many;
    private readonly WorkList _strict = new();
    private readonly WorkList _lenientWork = new();
    private bool _lenient;
    private List<Rebuilding>? _rebuildings;
    private Type? _lastType;
    private CopyPlan _lastPlan = SharedPlan.Instance;

    /// <summary>Stands where no context is needed.</summary>
    public static CopyContext None { get; } = new();

    public static CopyContext Rent()
    {
        var context = t_shelf ?? new CopyContext();
        t_shelf = null;
        return context;
    }

    /// <summary>Puts the context back on the shelf; only after a copy that succeeded.</summary>
    public void Return()
    {
        Array.Clear(_originals, 0, _few);
        Array.Clear(_copies, 0, _few);
        _few = 0;
        _lenient = false;
        _lastType = null;
        _lastPlan = SharedPlan.Instance;
        _rebuildings?.Clear();
        if (_many is not null)
        {
            if (_many.Count > MostKept)
                _many = null;
            else
                _many.Clear();
        }

        _strict.Trim(MostKept);
        _lenientWork.Trim(MostKept);
        t_shelf = this;
    }

    /// <summary>Gives the object that stands for <paramref name="value"/> in the copy.</summary>
    public object Copy(object value)
    {
        var plan = PlanOf(value.GetType());
        return plan.Kind switch
        {
            CopyKind.Share => value,
            CopyKind.Refuse => Refuse(value),
            _ => CopyOnce(value, plan),
        };
    }

    /// <summary>Replaces a reference by the one that stands for it in the copy.</summary>
    public void Fix(ref object? slot)
    {
        if (slot is { } value and not string)
            slot = Copy(value);
    }

    /// <summary>Ends the copy; within an exception it gives the value back, to be shared.</summary>
    public object Refuse(object value) => _lenient ? value : throw new RefusedValueException();

    /// <summary>Refuses a pointer that points somewhere.</summary>
    public void RefuseAddress(nuint address)
    {
        if (address != 0 && !_lenient)
            throw new RefusedValueException();
    }

    /// <summary>Asks for the plan's Fix on a started copy.</summary>
    public void Enqueue(object copy, CopyPlan plan)
    {
        if (_lenient)
            _lenientWork.Push(copy, plan);
        else
            _strict.Push(copy, plan);
    }

    /// <summary>The same for an exception: what only it leads to is never refused.</summary>
    public void EnqueueLenient(object copy, CopyPlan plan) => _lenientWork.Push(copy, plan);

    /// <summary>Asks for the plan's Rebuild when everything else is complete.</summary>
    public void EnqueueRebuild(object copy, RebuildPlan plan, Array items, object?[] comparers) =>
        (_rebuildings ??= []).Add(new Rebuilding(copy, plan, items, comparers));

    /// <summary>Does all the work that was asked for.</summary>
    public void Complete()
    {
        while (_strict.TryPop(out var copy, out var plan))
            plan.Fix(copy, this);

        _lenient = true;
        while (_lenientWork.TryPop(out var copy, out var plan))
            plan.Fix(copy, this);

        for (var i = (_rebuildings?.Count ?? 0) - 1; i >= 0; i--)
            _rebuildings![i].Run();
    }

    private CopyPlan PlanOf(Type type)
    {
        if (type != _lastType)
        {
            _lastPlan = CopyPlans.For(type);
            _lastType = type;
        }

        return _lastPlan;
    }

    private object CopyOnce(object value, CopyPlan plan)
    {
        if (_few < Few)
        {
            for (var i = 0; i < _few; i++)
            {
                if (ReferenceEquals(_originals[i], value))
                    return _copies[i]!;
            }

            var first = plan.Start(value, this);
            _originals[_few] = value;
            _copies[_few++] = first;
            return first;
        }

        ref var copy = ref CollectionsMarshal.GetValueRefOrAddDefault(Many(), value, out _);

        // Start does not come back here, so the place stays where it is.
        return copy ??= plan.Start(value, this);
    }

    private Dictionary<object, object?> Many()
    {
        _many ??= new Dictionary<object, object?>(ReferenceEqualityComparer.Instance);
        if (_many.Count == 0)
        {
            for (var i = 0; i < Few; i++)
                _many.Add(_originals[i]!, _copies[i]!);
        }

        return _many;
    }
}
