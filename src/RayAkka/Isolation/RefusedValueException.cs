namespace RayAkka.Isolation;

/// <summary>
/// Ends a copy that met something that cannot be passed on. Never leaves this folder: where it is caught, the graph is searched for the path
/// to the culprit, which a copy that succeeds need not keep track of.
/// </summary>
internal sealed class RefusedValueException : Exception;
