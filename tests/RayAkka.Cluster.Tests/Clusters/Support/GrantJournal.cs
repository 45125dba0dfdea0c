using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace RayAkka.Cluster.Tests.Clusters.Support;

/// <summary>
/// Reads from the nodes' own logs when each grant began and ended, and checks at each beginning that nobody else holds a GPU of it. Keeps
/// warnings and errors too.
/// </summary>
internal sealed class GrantJournal : ILoggerFactory, ILogger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Node, string[] Gpus)> _held = [];
    private readonly Dictionary<(string Node, string Gpu), string> _gpus = [];
    private readonly List<string> _wrong = [];
    private readonly List<string> _lines = [];
    private readonly List<(string Line, long At)> _times = [];
    private int _beginnings;

    /// <summary>How many grants have begun.</summary>
    public int Beginnings => Volatile.Read(ref _beginnings);

    /// <summary>What was logged as a warning or worse.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>When (a timestamp of <see cref="Stopwatch"/>) the first line with a text was logged.</summary>
    public long TimeOf(string part)
    {
        lock (_gate)
        {
            return _times.First(time => time.Line.Contains(part, StringComparison.Ordinal)).At;
        }
    }

    public void Verify()
    {
        lock (_gate)
        {
            Assert.Empty(_wrong);
        }
    }

    /// <summary>A node was killed: what it held is held no more.</summary>
    public void Forget(NodeId node)
    {
        lock (_gate)
        {
            foreach (var (grant, held) in _held.Where(entry => entry.Value.Node == node.ToString()).ToArray())
            {
                Free(grant, held);
            }
        }
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name == "GrantAudit" && state is IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            var named = values.ToDictionary(pair => pair.Key, pair => Convert.ToString(pair.Value, CultureInfo.InvariantCulture)!, StringComparer.Ordinal);
            Read(named["Event"], named["Grant"], named["Node"], named["Gpus"].Split(',', StringSplitOptions.RemoveEmptyEntries));
        }
        else if (logLevel >= LogLevel.Warning)
        {
            lock (_gate)
            {
                _lines.Add($"{logLevel}: {formatter(state, exception)} {exception}");
                _times.Add((_lines[^1], Stopwatch.GetTimestamp()));
            }
        }
    }

    public void Dispose()
    {
    }

    private void Read(string what, string grant, string node, string[] gpus)
    {
        lock (_gate)
        {
            switch (what)
            {
                case "Began":
                    Begin(grant, node, gpus);
                    break;
                case "Ended" when _held.TryGetValue(grant, out var held):
                    Free(grant, held);
                    break;
            }
        }
    }

    private void Begin(string grant, string node, string[] gpus)
    {
        Interlocked.Increment(ref _beginnings);
        if (!_held.TryAdd(grant, (node, gpus)))
        {
            _wrong.Add($"The grant {grant} began twice.");
        }

        foreach (var gpu in gpus)
        {
            if (!_gpus.TryAdd((node, gpu), grant))
            {
                _wrong.Add($"GPU {gpu} of {node} was given to {grant} while {_gpus[(node, gpu)]} held it.");
            }
        }
    }

    private void Free(string grant, (string Node, string[] Gpus) held)
    {
        _held.Remove(grant);
        foreach (var gpu in held.Gpus)
        {
            _gpus.Remove((held.Node, gpu));
        }
    }
}
