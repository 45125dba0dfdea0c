using System.Runtime.CompilerServices;

namespace RayAkka.Tests.Wire.Samples;

[InlineArray(4)]
public struct Row
{
    private string? _first;
}
