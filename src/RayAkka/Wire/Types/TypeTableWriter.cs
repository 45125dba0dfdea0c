using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace RayAkka.Wire;

/// <summary>
/// The numbers by which one side of a connection names types: a type is announced once, with its name, and is a small number in all messages.
/// <para>
/// Announcements stand apart from the messages (<see cref="WriteAnnouncements"/>, once a frame, in front of or behind its messages), so that a
/// message that could not be encoded, or was refused by its reader half-way, takes no announcement with it that later messages need. A type
/// that was numbered for a message that never left is announced all the same: it may be used later, and costs its name once.
/// </para>
/// Not thread-safe: it belongs to the encoder of one connection.
/// </summary>
internal sealed class TypeTableWriter
{
    private readonly bool _numbersAreHashes;
    private readonly Dictionary<Type, int> _numbers = [];
    private readonly List<Type> _types = [];
    private int _announced;
    private Type? _latest;
    private int _latestNumber;

    public TypeTableWriter()
    {
    }

    private TypeTableWriter(bool numbersAreHashes) => _numbersAreHashes = numbersAreHashes;

    /// <summary>Whether types were numbered since the announcements were last written.</summary>
    public bool HasAnnouncements => _announced < _types.Count;

    /// <summary>A table whose numbers are made from the names, the same in every process and without announcements: for what is only hashed.</summary>
    public static TypeTableWriter OfHashes() => new(numbersAreHashes: true);

    /// <summary>Writes the number of a type, which is announced with this frame if it is new.</summary>
    public void Write(WireWriter writer, Type type)
    {
        if (type != _latest)
        {
            if (!_numbers.TryGetValue(type, out _latestNumber))
            {
                _latestNumber = Add(type);
            }

            _latest = type;
        }

        writer.Varint((uint)_latestNumber);
    }

    /// <summary>A point to which <see cref="Rollback"/> can return.</summary>
    public int Mark() => _types.Count;

    /// <summary>Forgets what was numbered since, unless it was announced meanwhile: for who will not use those types again.</summary>
    public void Rollback(int mark)
    {
        mark = Math.Max(mark, _announced);
        for (var i = mark; i < _types.Count; i++)
        {
            _numbers.Remove(_types[i]);
        }

        _types.RemoveRange(mark, _types.Count - mark);
        _latest = null;
    }

    /// <summary>Writes the names of the types numbered since the last time, or that there are none.</summary>
    public void WriteAnnouncements(WireWriter writer)
    {
        writer.Varint((uint)(_types.Count - _announced));
        if (_announced == _types.Count)
        {
            return;
        }

        writer.Varint((uint)_announced);
        for (; _announced < _types.Count; _announced++)
        {
            writer.String(TypeSpelling.Of(_types[_announced]));
            writer.Fixed32(TypeShape.Of(_types[_announced]));
        }
    }

    private int Add(Type type)
    {
        // Spelt here once, so that a type without a name fails the message and not the announcements.
        var name = TypeSpelling.Of(type);
        if (_numbersAreHashes)
        {
            var hash = (int)XxHash32.HashToUInt32(MemoryMarshal.AsBytes(name.AsSpan()));
            _numbers.Add(type, hash);
            return hash;
        }

        if (_types.Count == TypeTableReader.MostTypes)
        {
            throw new ArgumentException($"The type {type} cannot travel: this connection has seen {TypeTableReader.MostTypes} types already; use fewer generic types.");
        }

        _numbers.Add(type, _types.Count);
        _types.Add(type);
        return _types.Count - 1;
    }
}
