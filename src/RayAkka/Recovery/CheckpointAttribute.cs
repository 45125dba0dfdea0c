namespace RayAkka;

/// <summary>
/// Marks the fields and properties of a remote class that are its state: the short form of <see cref="ICheckpointable{TState}"/>. All that the methods
/// depend on must be marked; what the constructor sets for good need not be.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class CheckpointAttribute : Attribute;
