namespace RayAkka;

/// <summary>Names a placement group.</summary>
public readonly record struct PlacementGroupId
{
    private readonly ulong _scope;
    private readonly ulong _number;

    internal PlacementGroupId(ulong scope, ulong number)
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

    internal static PlacementGroupId Read(Wire.WireReader reader) => new(reader.Fixed64(), reader.Fixed64());

    internal void Write(Wire.WireWriter writer)
    {
        writer.Fixed64(_scope);
        writer.Fixed64(_number);
    }
}
