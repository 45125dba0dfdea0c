namespace RayAkka.Tests.Wire.Samples;

/// <summary>A remote class with a type argument.</summary>
[Remote]
public class Crate<T>(T content)
    where T : notnull
{
    private T _content = content;

    public T Swap(T other)
    {
        var old = _content;
        _content = other;
        return old;
    }
}
