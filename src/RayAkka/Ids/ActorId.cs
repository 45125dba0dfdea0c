namespace RayAkka;

/// <summary>Names an actor, the same over all its restarts.</summary>
public readonly record struct ActorId
{
    private const ulong DerivedMark = 1UL << 63;

    private readonly ulong _scope;
    private readonly ulong _number;

    internal ActorId(ulong scope, ulong number)
    {
        _scope = scope;
        _number = number;
    }

    /// <summary>Whether this is the default value, which names nothing.</summary>
    public bool IsNil => _scope == 0 && _number == 0;

    internal ulong High => _scope;

    internal ulong Low => _number;

    /// <summary>Whether a caller whose work can be done again made the actor: it has an id with the same <see cref="High"/> each time.</summary>
    internal bool IsDerived => (_number & DerivedMark) != 0;

    /// <summary>The id of an actor made by a caller whose work can be done again. Numbers that a process gives out never have the mark.</summary>
    internal static ActorId Derived(ulong high, ulong low) => new(high, low | DerivedMark);

    /// <summary>The id as 32 hexadecimal digits.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_scope:x16}{_number:x16}");
}
