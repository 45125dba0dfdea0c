namespace RayAkka.Tests.Runtime.Samples;

/// <summary>Looks at its constructor's argument and at its calls' arguments, and keeps none.</summary>
[Remote]
public class Taker(Token token)
{
    private static readonly List<WeakReference> s_made = [];
    private readonly int _size = token.Size;

    /// <summary>Lets a test watch an object of this class: it is otherwise the runtime's alone.</summary>
    public static WeakReference LastMade => s_made[^1];

    public int Size()
    {
        s_made.Add(new WeakReference(this));
        return _size;
    }
}
