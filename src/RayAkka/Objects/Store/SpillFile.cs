namespace RayAkka.Objects.Store;

/// <summary>An object on disk.</summary>
/// <param name="Path">The file.</param>
/// <param name="Form">What its bytes are.</param>
/// <param name="Header">What <see cref="ArrayBytes"/> says of an array.</param>
/// <param name="Length">How long it is, in bytes.</param>
/// <param name="Kept">The refs and handles inside the object, which stay in memory: on disk stand their places in this list.</param>
internal sealed record SpillFile(string Path, SpillForm Form, byte[] Header, long Length, IReadOnlyList<object> Kept);
