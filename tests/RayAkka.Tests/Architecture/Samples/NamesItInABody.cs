using RayAkka.Tests.Architecture.Samples.Forbidden;

namespace RayAkka.Tests.Architecture.Samples;

internal static class NamesItInABody
{
    public static int Read() => Walled.Answer;
}
