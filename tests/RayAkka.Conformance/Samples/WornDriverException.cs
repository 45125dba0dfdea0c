namespace RayAkka.Conformance.Samples;

public sealed class WornDriverException(string message) : DriverException(message);
