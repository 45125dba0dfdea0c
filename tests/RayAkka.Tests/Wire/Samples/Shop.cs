namespace RayAkka.Tests.Wire.Samples;

/// <summary>Takes every kind of argument.</summary>
[Remote]
public class Shop(string name)
{
    public string Name { get; } = name;

    public int Add(int left, int right) => left + right;

    public Order Take(Order order, List<string> tags, IShape shape) => order with { Tags = tags, Shape = shape };

    public int Pass(ObjectRef<int> reference, ActorHandle<Shop> other, object? anything, int? limit, string[] names) => names.Length;

    public U Echo<U>(U value, List<U>? more = null)
        where U : struct => more is [var first, ..] ? first : value;
}
