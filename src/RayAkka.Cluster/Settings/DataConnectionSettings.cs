namespace RayAkka.Cluster.Settings;

/// <summary>The group <c>rayakka.data-connection</c>.</summary>
internal sealed record DataConnectionSettings
{
    public required bool IsEnabled { get; init; }

    /// <summary>The address to listen on.</summary>
    public required string Host { get; init; }

    /// <summary>The port to listen on; 0 for any.</summary>
    public required int Port { get; init; }

    /// <summary>The host name that other nodes are told.</summary>
    public required string PublicHost { get; init; }

    public required TimeSpan HandshakeTimeout { get; init; }

    /// <summary>Bytes that may wait for one peer.</summary>
    public required long MaxQueued { get; init; }

    public required TimeSpan BulkIdle { get; init; }
}
