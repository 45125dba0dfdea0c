namespace RayAkka.Engine;

/// <summary>An object's bytes, for a node that asks for them.</summary>
/// <param name="Header">What the reader must know to make room for them: the type.</param>
/// <param name="Bytes">The bytes, which stay as they are while they are read.</param>
internal sealed record ObjectSource(byte[] Header, ReadOnlyMemory<byte> Bytes);
