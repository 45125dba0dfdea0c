namespace RayAkka.Tests.Runtime.Samples;

/// <summary>An argument that is not copied, so that a test can watch the very object that a call carries.</summary>
[Immutable]
public sealed class Token
{
    public int Size => 7;
}
