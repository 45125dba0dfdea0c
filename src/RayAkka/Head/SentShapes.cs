using RayAkka.Scheduling;

namespace RayAkka.Head;

/// <summary>Which shapes the head knows by number. Shapes repeat: each travels once. The gate of the link guards it.</summary>
internal sealed class SentShapes(HeadLink link)
{
    /// <summary>When there are more, numbering starts over.</summary>
    public const int Most = 256;

    private readonly Dictionary<ResourceShape, int> _numbers = [];

    public void Forget() => _numbers.Clear();

    public int NumberOf(ResourceShape shape)
    {
        if (_numbers.TryGetValue(shape, out var number))
        {
            return number;
        }

        if (_numbers.Count == Most)
        {
            _numbers.Clear();
        }

        number = _numbers.Count;
        _numbers.Add(shape, number);
        link.Send(new DefineShape(number, shape));
        return number;
    }
}
