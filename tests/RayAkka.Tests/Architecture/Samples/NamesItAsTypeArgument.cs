using RayAkka.Tests.Architecture.Samples.Forbidden;

namespace RayAkka.Tests.Architecture.Samples;

internal static class NamesItAsTypeArgument
{
    public static int Count() => Enumerable.Empty<Walled>().Count();
}
