namespace RayAkka;

/// <summary>Names what one driver started between Init and Shutdown.</summary>
public readonly record struct JobId
{
    private readonly ulong _scope;
    private readonly ulong _number;

    internal JobId(ulong scope, ulong number)
    {
        _scope = scope;
        _number = number;
    }

    /// <summary>Whether this is the default value, which names nothing.</summary>
    public bool IsNil => _scope == 0 && _number == 0;

    internal ulong High => _scope;

    internal ulong Low => _number;

    /// <summary>The id as 32 hexadecimal digits.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_scope:x16}{_number:x16}");
}
