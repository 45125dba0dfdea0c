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
/// collection inside a key is mostly ready before the key is hashed; those with a comparer that could tell the difference once more, when all
/// are there.</item>
/// <item>User code (comparers, GetHashCode) runs in the last phase only, and may start a copy of its own: the context is not on its
/// thread's shelf while it is in use.</item>
/// </list>
/// </summary>
internal sealed class CopyContext
{
    // A shelf that kept what a graph of a million nodes needed would hold it for ever.
    private const int MostKept = 1024;

    [ThreadStatic]
    private static CopyContext? t_shelf;

    private readonly IdentityMap _copies = new();
    private readonly WorkList _strict = new();
    private readonly WorkList _lenientWork = new();
    private bool _lenient;
    private List<Rebuilding>? _rebuildings;
    private long _bytes;
    private Type? _lastType;
    private CopyPlan _lastPlan = SharedPlan.Instance;

    /// <summary>Stands where no context is needed.</summary>
    public static CopyContext None { get; } = new();

    /// <summary>About how many bytes were copied, without what is shared.</summary>
    public long Bytes => _bytes;

    public static CopyContext Rent()
    {
        var context = t_shelf ?? new CopyContext();
        t_shelf = null;
        return context;
    }

    /// <summary>Puts the context back on the shelf; only after a copy that succeeded.</summary>
    public void Return()
    {
        _copies.Clear();
        _bytes = 0;
        _lenient = false;
        _lastType = null;
        _lastPlan = SharedPlan.Instance;
        _rebuildings?.Clear();
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

    /// <summary>Counts bytes that no object of the graph stands for.</summary>
    public void Weigh(long bytes) => _bytes += bytes;

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

        if (_rebuildings is { Count: > 0 })
            Rebuild(_rebuildings);
    }

    private static void Rebuild(List<Rebuilding> all)
    {
        for (var i = all.Count - 1; i >= 0; i--)
            all[i].Run();
        if (all.Count == 1)
            return;

        for (var i = all.Count - 1; i >= 0; i--)
        {
            if (all[i].LooksIntoKeys)
                all[i].Run();
        }
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
        // Start does not come back here, so the place stays where it is.
        ref var copy = ref _copies[value];
        if (copy is null)
        {
            copy = plan.Start(value, this);
            _bytes += plan.Weigh(copy);
        }

        return copy;
    }
}
