namespace RayAkka.Tests.Runtime.Samples;

/// <summary>Keeps what it throws, so that a test can compare.</summary>
[Remote]
public class Thrower
{
    private readonly InvalidOperationException _thrown = new("kept");

    public static WeakReference<Exception>? Last { get; private set; }

    public int Throw()
    {
        Last = new WeakReference<Exception>(_thrown);
        throw _thrown;
    }

    public int CountNotes() => _thrown.Data.Count;
}
