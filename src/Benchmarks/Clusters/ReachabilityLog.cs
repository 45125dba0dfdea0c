using Microsoft.Extensions.Logging;

namespace RayAkka.Benchmarks.Clusters;

/// <summary>Counts how often this process says that a node does not answer.</summary>
internal sealed class ReachabilityLog : ILoggerFactory, ILogger
{
    private int _events;

    public int Events => Volatile.Read(ref _events);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId is { Id: 110, Name: "Unreachable" })
        {
            Interlocked.Increment(ref _events);
        }
    }

    public void Dispose()
    {
    }
}
