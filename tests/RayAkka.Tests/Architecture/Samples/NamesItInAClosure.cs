using RayAkka.Tests.Architecture.Samples.Forbidden;

namespace RayAkka.Tests.Architecture.Samples;

internal static class NamesItInAClosure
{
    public static Func<object> Make() => () => new Walled();
}
