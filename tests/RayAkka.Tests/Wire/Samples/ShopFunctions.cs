namespace RayAkka.Tests.Wire.Samples;

public static class ShopFunctions
{
    public static long Scale(long value, long by, CancellationToken token) => token.IsCancellationRequested ? 0 : value * by;

    public static T[] Twice<T>(T value) => [value, value];
}
