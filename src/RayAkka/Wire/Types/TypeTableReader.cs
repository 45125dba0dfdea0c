using System.Runtime.InteropServices;

namespace RayAkka.Wire;

/// <summary>
/// What the other side of a connection calls its types (see <see cref="TypeTableWriter"/>). A name is looked up and judged when a message
/// first uses its number, so that a type which is unknown or refused here harms only the messages that need it.
/// </summary>
internal sealed class TypeTableReader
{
    public const int MostTypes = 65_536;

    private readonly List<Entry> _entries = [];

    /// <summary>Reads the announcements of a frame.</summary>
    /// <exception cref="WireFormatException">They are not sound; the connection cannot be used any more.</exception>
    public void ReadAnnouncements(WireReader reader)
    {
        var count = reader.Count();
        if (count == 0)
        {
            return;
        }

        if (reader.Varint() != (ulong)_entries.Count || _entries.Count + count > MostTypes)
        {
            throw new WireFormatException("The announcements of types have a gap.");
        }

        for (var i = 0; i < count; i++)
        {
            _entries.Add(new Entry(reader.Text(), reader.Fixed32()));
        }
    }

    /// <summary>Reads the number of a type whose values may travel.</summary>
    /// <exception cref="WireFormatException">No such number, an unknown type, or one that is refused.</exception>
    public Type ReadValueType(WireReader reader, TypeGate gate)
    {
        ref var entry = ref Find(reader);
        return entry.Value ??= Checked(TypeResolver.Resolve(entry.Name, gate.IsAllowed), entry.Shape);
    }

    /// <summary>Reads the number of the type of a call.</summary>
    /// <exception cref="WireFormatException">No such number, an unknown type, or one that is refused.</exception>
    public Type ReadCallType(WireReader reader, TypeGate gate)
    {
        ref var entry = ref Find(reader);
        return entry.Call ??= Checked(gate.RequireCall(TypeResolver.Resolve(entry.Name, gate.IsPartOfCall)), entry.Shape);
    }

    /// <summary>Reads the number of a type that is only named: the class of a handle, of a method, an argument of its.</summary>
    /// <exception cref="WireFormatException">No such number, an unknown type, or one that is refused.</exception>
    public Type ReadName(WireReader reader, TypeGate gate)
    {
        ref var entry = ref Find(reader);
        return entry.Named ??= TypeResolver.Resolve(entry.Name, gate.IsName);
    }

    /// <summary>Reads the number of the type of a method in the expression form.</summary>
    /// <exception cref="WireFormatException">No such number, an unknown type, or one none of whose methods may be called.</exception>
    public Type ReadDeclaringType(WireReader reader, TypeGate gate)
    {
        ref var entry = ref Find(reader);
        return entry.Declaring ??= TypeResolver.Resolve(entry.Name, type => gate.IsName(type) || gate.IsHost(type));
    }

    private static Type Checked(Type type, uint shape)
    {
        TypeShape.Check(type, shape);
        return type;
    }

    private ref Entry Find(WireReader reader)
    {
        var number = reader.Varint();
        if (number >= (ulong)_entries.Count)
        {
            throw new WireFormatException("A type's number was never announced.");
        }

        return ref CollectionsMarshal.AsSpan(_entries)[(int)number];
    }

    private struct Entry(string name, uint shape)
    {
        public readonly string Name = name;
        public readonly uint Shape = shape;
        public Type? Value;
        public Type? Call;
        public Type? Named;
        public Type? Declaring;
    }
}
