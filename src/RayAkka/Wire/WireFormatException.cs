namespace RayAkka.Wire;

/// <summary>Bytes from another process that no sound writer writes, or that ask for something that is refused. The message is one sentence.</summary>
internal sealed class WireFormatException : Exception
{
    public WireFormatException()
    {
    }

    public WireFormatException(string message)
        : base(message)
    {
    }

    public WireFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public static WireFormatException Short() => new("The message is shorter than what it says it holds.");
}
