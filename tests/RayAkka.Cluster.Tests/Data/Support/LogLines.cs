using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace RayAkka.Cluster.Tests.Data.Support;

/// <summary>Keeps what is logged at Information and above.</summary>
internal sealed class LogLines : ILogger, ILoggerProvider
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public ConcurrentQueue<string> All { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        All.Enqueue(formatter(state, exception) + exception);
        _lines.Writer.TryWrite(formatter(state, exception) + exception);
    }

    /// <summary>The next line that holds a text.</summary>
    public async Task<string> NextAsync(string part)
    {
        while (true)
        {
            var line = await _lines.Reader.ReadAsync().Soon();
            if (line.Contains(part, StringComparison.Ordinal))
            {
                return line;
            }
        }
    }

    public void Dispose()
    {
    }
}
