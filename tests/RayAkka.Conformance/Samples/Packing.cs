namespace RayAkka.Conformance.Samples;

/// <summary>Functions that make and read large objects.</summary>
public static class Packing
{
    [Remote]
    public static byte[] Make(int length) => new byte[length];

    [Remote]
    public static int Sum(byte[] bytes, int count) => bytes.Take(count).Sum(one => one);
}
