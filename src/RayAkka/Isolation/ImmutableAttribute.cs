namespace RayAkka;

/// <summary>
/// The user's word that objects of exactly this type never change after construction, nor anything they refer to: such objects are
/// shared between caller and callee instead of being copied. A subclass needs the attribute of its own.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ImmutableAttribute : Attribute;
