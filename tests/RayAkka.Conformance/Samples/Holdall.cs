namespace RayAkka.Conformance.Samples;

/// <summary>Takes any object.</summary>
[Remote]
public class Holdall(object content)
{
    public string Type() => content.GetType().Name;

    public bool Fits(object other) => other.GetType() == content.GetType();
}
