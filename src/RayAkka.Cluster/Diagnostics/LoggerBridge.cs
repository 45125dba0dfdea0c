using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Event;
using Microsoft.Extensions.Logging;
using AkkaLevel = Akka.Event.LogLevel;
using NetLevel = Microsoft.Extensions.Logging.LogLevel;

namespace RayAkka.Cluster.Diagnostics;

/// <summary>Writes what Akka logs to the user's log, under the category RayAkka.Akka.</summary>
internal sealed class LoggerBridge : ReceiveActor
{
    private readonly ILogger _logger = Context.System.Settings.Setup.Get<LoggingSetup>() is { HasValue: true } setup
        ? setup.Value.Logger
        : RayAkka.Diagnostics.ErrorStreamLogger.Instance;

    public LoggerBridge()
    {
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(Write);
    }

    [SuppressMessage("Performance", "CA1848", Justification = "Akka has made the text already.")]
    [SuppressMessage("Usage", "CA2254", Justification = "Akka has made the text already.")]
    private void Write(LogEvent logEvent)
    {
        var level = logEvent.LogLevel() switch
        {
            _ when AkkaNoise.Contains(logEvent) => NetLevel.Debug,
            AkkaLevel.DebugLevel => NetLevel.Debug,
            AkkaLevel.InfoLevel => NetLevel.Information,
            AkkaLevel.WarningLevel => NetLevel.Warning,
            _ => NetLevel.Error,
        };
        if (_logger.IsEnabled(level))
        {
            _logger.Log(level, logEvent.Cause, "{Source}: {Message}", logEvent.LogSource, logEvent.Message);
        }
    }
}
