namespace RayAkka.Stores.Tests.Support;

/// <summary>Names a type with a static <c>string? Missing</c>: why the tests of a class cannot run here; null if they can.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Type what) : Attribute
{
    public string? Missing { get; } = (string?)what.GetProperty("Missing")!.GetValue(null);
}
