using Akka.Actor.Setup;
using Microsoft.Extensions.Logging;

namespace RayAkka.Cluster.Diagnostics;

/// <summary>Gives the actor system's logger the user's log.</summary>
internal sealed class LoggingSetup(ILoggerFactory? factory) : Setup
{
    public ILogger Logger { get; } = factory?.CreateLogger("RayAkka.Akka") ?? RayAkka.Diagnostics.ErrorStreamLogger.Instance;
}
