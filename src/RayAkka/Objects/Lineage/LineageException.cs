namespace RayAkka.Objects.Lineage;

/// <summary>Something cannot be computed again; the message is the reason, as half a sentence.</summary>
internal sealed class LineageException(string reason) : Exception(reason);
