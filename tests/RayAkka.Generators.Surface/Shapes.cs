namespace RayAkka.Generators.Surface;

/// <summary>A parameter type that is an interface.</summary>
public interface IShape
{
    /// <summary>The area.</summary>
    double Area { get; }
}

/// <summary>An implementation.</summary>
/// <param name="Radius">The radius.</param>
public sealed record Circle(double Radius) : IShape
{
    /// <inheritdoc/>
    public double Area => Math.PI * Radius * Radius;
}

/// <summary>What to draw with.</summary>
public sealed class Pen
{
    /// <summary>The width.</summary>
    public int Width { get; set; } = 1;
}

/// <summary>How to draw.</summary>
public enum Mode
{
    /// <summary>Roughly.</summary>
    Draft,

    /// <summary>Well.</summary>
    Fine,
}
