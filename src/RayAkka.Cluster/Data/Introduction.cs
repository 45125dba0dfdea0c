namespace RayAkka.Cluster.Data;

/// <summary>A dialer that has proved itself, and the answer that lets it in.</summary>
internal readonly record struct Introduction(NodeId Dialer, ConnectionKind Kind, byte[] Answer);
