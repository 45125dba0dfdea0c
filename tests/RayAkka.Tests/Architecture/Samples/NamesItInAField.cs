using RayAkka.Tests.Architecture.Samples.Forbidden;

namespace RayAkka.Tests.Architecture.Samples;

internal sealed class NamesItInAField
{
    public Walled[]? Field { get; set; }
}
