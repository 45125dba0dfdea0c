namespace RayAkka.Simulation.Engine;

/// <summary>Everything that a run did, as a hash, so that two runs can be compared; as text where somebody reads it.</summary>
internal sealed class Trace(TextWriter? text)
{
    private const ulong Prime = 0x100000001B3;
    private readonly Dictionary<Type, ulong> _types = [];

    public ulong Hash { get; private set; } = 0xCBF29CE484222325;

    public long Steps { get; private set; }

    public bool IsRead => text is not null;

    public void Add(string what)
    {
        Hash = Mix(Hash, what);
        text?.WriteLine($"{Steps,6} {what}");
    }

    public void Add(string what, long number)
    {
        Hash = (Mix(Hash, what) ^ (ulong)number) * Prime;
        text?.WriteLine($"{Steps,6} {what} {number}");
    }

    /// <summary>A step of the scheduler: an item of a type.</summary>
    public void Step(string kind, Type type, long number, string? detail = null)
    {
        Steps++;
        if (!_types.TryGetValue(type, out var hash))
        {
            hash = Mix(0, type.FullName!);
            _types[type] = hash;
        }

        Hash = (((Mix(Hash, kind) ^ hash) * Prime) ^ (ulong)number) * Prime;
        if (detail is not null)
            Hash = Mix(Hash, detail);
        text?.WriteLine($"{Steps,6} {kind} {type.Name} {number} {detail}");
    }

    private static ulong Mix(ulong hash, string what)
    {
        foreach (var c in what)
            hash = (hash ^ c) * Prime;
        return hash;
    }
}
