namespace RayAkka.Conformance.Samples;

/// <summary>An exception of the user's own, without the usual constructors.</summary>
public sealed class OddException(int code) : Exception($"code {code}")
{
    public int Code { get; } = code;
}
