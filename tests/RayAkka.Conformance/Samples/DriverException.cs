namespace RayAkka.Conformance.Samples;

/// <summary>What leaves an actor in a state that is not to be trusted.</summary>
public class DriverException(string message) : Exception(message);
