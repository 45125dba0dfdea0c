using RayAkka.Scheduling;
using RayAkka.Wire;

namespace RayAkka.Head;

/// <summary>What the head knows of one living node.</summary>
internal sealed class HeadMember(NodeId id, string address)
{
    private readonly ResourceShape?[] _shapes = new ResourceShape?[SentShapes.Most];

    public NodeId Id { get; } = id;

    public string Address { get; } = address;

    /// <summary>What it has told; until then everything else that it says belongs to an older epoch.</summary>
    public Report? Report { get; set; }

    /// <summary>Its requests that wait, by its own numbers.</summary>
    public Dictionary<ulong, HeadRequest> Requests { get; } = [];

    public void Define(DefineShape message)
    {
        if ((uint)message.Number >= (uint)_shapes.Length)
        {
            throw new WireFormatException($"A shape has the number {message.Number}; there are {_shapes.Length}.");
        }

        _shapes[message.Number] = message.Shape;
    }

    public ResourceShape Shape(int number) => (uint)number < (uint)_shapes.Length && _shapes[number] is { } shape
        ? shape
        : throw new WireFormatException($"The shape with the number {number} is unknown.");
}
