namespace RayAkka.Examples.Streams;

/// <summary>Knows how far each stage is, and how far a stage was ever ahead of the next one.</summary>
[Remote]
internal sealed class Gauge(int stages)
{
    private readonly int[] _made = new int[stages];
    private int _farthest;

    public void Report(int stage, int made)
    {
        _made[stage] = made;
        for (var i = 1; i < _made.Length; i++)
        {
            _farthest = Math.Max(_farthest, _made[i - 1] - _made[i]);
        }
    }

    /// <summary>How many pictures each stage has made.</summary>
    public int[] Made() => _made;

    /// <summary>The most pictures that a stage was ahead of the next one.</summary>
    public int Farthest() => _farthest;
}
