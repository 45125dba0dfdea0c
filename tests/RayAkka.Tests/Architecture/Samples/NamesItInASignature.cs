using RayAkka.Tests.Architecture.Samples.Forbidden;

namespace RayAkka.Tests.Architecture.Samples;

internal interface NamesItInASignature
{
    void Take(IReadOnlyList<Walled> argument);
}
