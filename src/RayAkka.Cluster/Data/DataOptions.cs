using System.Net;
using RayAkka.Cluster.Security;

namespace RayAkka.Cluster.Data;

/// <summary>How a node's data connections are made.</summary>
internal sealed record DataOptions
{
    /// <summary>This node. The id is new for each start of a process, so that nobody takes a restarted process for the one before.</summary>
    public required NodeId Self { get; init; }

    /// <summary>The address to listen on: this machine only, unless told otherwise.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>What all nodes of the cluster know and nobody else; null lets in everybody who can connect.</summary>
    public byte[]? Secret { get; init; }

    /// <summary>Encryption with certificates on both sides; null sends plain bytes.</summary>
    public NodeTls? Tls { get; init; }

    /// <summary>The most bytes that one frame's message may have.</summary>
    public int MaxFrame { get; init; } = 16 * 1024 * 1024;

    /// <summary>The most bytes that may wait to be sent to one peer; what comes then is dropped, and sent again by the runtime later.</summary>
    public long MaxQueued { get; init; } = 256L * 1024 * 1024;

    /// <summary>How long it may take to connect and to know each other.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection for large objects is kept without a transfer.</summary>
    public TimeSpan BulkIdle { get; init; } = TimeSpan.FromSeconds(30);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
