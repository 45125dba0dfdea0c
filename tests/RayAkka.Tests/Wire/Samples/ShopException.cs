namespace RayAkka.Tests.Wire.Samples;

public sealed class ShopException(string message, int code, Exception? cause = null) : Exception(message, cause)
{
    public int Code { get; } = code;

    public object? Other { get; set; }
}
