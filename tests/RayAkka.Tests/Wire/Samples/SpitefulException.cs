namespace RayAkka.Tests.Wire.Samples;

public sealed class SpitefulException : Exception
{
    public override string Message => throw new InvalidOperationException("Ask someone else.");

    public string Own => "cannot be read";
}
