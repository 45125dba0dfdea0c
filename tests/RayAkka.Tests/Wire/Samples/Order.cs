namespace RayAkka.Tests.Wire.Samples;

public sealed record Order(int Number, decimal Price)
{
    public List<string> Tags { get; init; } = [];

    public IShape? Shape { get; init; }

    public object? Note { get; init; }

    internal Order? Next { get; set; }

    internal Dictionary<Order, int>? Ranks { get; set; }
}
