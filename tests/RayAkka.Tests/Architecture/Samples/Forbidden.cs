namespace RayAkka.Tests.Architecture.Samples.Forbidden;

internal sealed class Walled
{
    public static int Answer => 42;
}
