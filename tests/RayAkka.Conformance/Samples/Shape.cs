namespace RayAkka.Conformance.Samples;

/// <summary>A base class, a class that derives from it, a generic class and a static member.</summary>
[Remote]
public class Shape(string name)
{
    private static int s_made;

    protected string Name { get; } = name;

    public static int Made => s_made;

    public string Describe() => $"{Kind()} {Name}";

    public virtual string Kind() => "shape";

    public int Count() => Interlocked.Increment(ref s_made);
}
