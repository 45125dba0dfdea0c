using Microsoft.Extensions.Logging;

namespace RayAkka.Diagnostics;

/// <summary>The logger of a user who configured none: silent but for warnings and errors, which go to the standard error stream.</summary>
internal sealed class ErrorStreamLogger : ILogger
{
    public static ErrorStreamLogger Instance { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and not LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Console.Error.WriteLine($"RayAkka {logLevel}: {formatter(state, exception)}{(exception is null ? "" : Environment.NewLine + exception)}");
        }
    }
}
