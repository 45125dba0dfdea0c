using Microsoft.Extensions.Logging;

namespace RayAkka.Cluster.Hosting;

/// <summary>The log of a node process without logging of its own: a line an event on the error stream.</summary>
internal sealed class NodeConsole(LogLevel least, TextWriter output, TimeProvider time) : ILoggerFactory
{
    private readonly Lock _gate = new();

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The log of a node process has one destination.");

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        LogLevel.Critical => "error",
        _ => "debug",
    };

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var line = $"{time.GetLocalNow():HH:mm:ss.fff} {Name(level),-7} {category}: {message}{(exception is null ? "" : Environment.NewLine + exception)}";
        lock (_gate)
        {
            output.WriteLine(line);
        }
    }

    private sealed class Logger(NodeConsole console, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= console.Least && logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                console.Write(logLevel, category, formatter(state, exception), exception);
            }
        }
    }

    private LogLevel Least { get; } = least;
}
