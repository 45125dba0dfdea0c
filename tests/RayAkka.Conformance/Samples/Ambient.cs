namespace RayAkka.Conformance.Samples;

public static class Ambient
{
    public static AsyncLocal<string>? Value { get; set; }

    [Remote]
    public static string Read() => Value!.Value ?? "";
}
