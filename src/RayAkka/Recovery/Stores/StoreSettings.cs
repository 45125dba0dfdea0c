using Microsoft.Extensions.Logging;
using RayAkka.Engine;

namespace RayAkka.Recovery.Stores;

/// <summary>What a provider is told.</summary>
internal sealed record StoreSettings
{
    /// <summary>A path or a connection string.</summary>
    public required string Connection { get; init; }

    public ILoggerFactory? LoggerFactory { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The session's engine, for stores that are part of it.</summary>
    public IEngine? Engine { get; init; }
}
