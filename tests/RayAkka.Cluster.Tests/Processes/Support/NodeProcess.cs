using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using RayAkka.Conformance.Support;
using RayAkka.Tests.Support;

namespace RayAkka.Cluster.Tests.Processes.Support;

/// <summary>A program of this repository as a process of its own. It is gone when this is disposed.</summary>
internal sealed partial class NodeProcess : IAsyncDisposable
{
    private const int SigTerm = 15;

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<string> _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private TaskCompletionSource _nextLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeProcess(string program, IEnumerable<string> arguments, string probes = "")
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Repository.Root,
        };
        start.Environment[ServedProbes.Variable] = probes;
        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(60);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What it has written.</summary>
    public string Output => string.Join(Environment.NewLine, _lines);

    /// <summary>Starts a node of the tests' own program, which knows the classes of the tests.</summary>
    public static NodeProcess StartNode(params string[] arguments) => new(typeof(NodeProcess).Assembly.Location, arguments);

    /// <summary>Starts a node whose code uses the probes of this process.</summary>
    public static NodeProcess StartNode(ProbeServer probes, params string[] arguments) => new(typeof(NodeProcess).Assembly.Location, arguments, probes.Address);

    /// <summary>Starts the examples' program.</summary>
    public static NodeProcess StartExamples(params string[] arguments)
    {
        // The outputs of all projects lie alike: bin/CONFIGURATION/FRAMEWORK.
        var here = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return new NodeProcess(Path.Combine(Repository.Root, "src/Examples/bin", here.Parent!.Name, here.Name, "Examples.dll"), arguments);
    }

    /// <summary>Where a node of the cluster can be reached.</summary>
    public Task<string> AddressAsync() => Within(_joined.Task);

    /// <summary>Waits until it has written a line that holds a text.</summary>
    public async Task WroteAsync(string part)
    {
        while (true)
        {
            var next = Volatile.Read(ref _nextLine).Task;
            if (_lines.Any(line => line.Contains(part, StringComparison.Ordinal)))
            {
                return;
            }

            await Within(next);
        }
    }

    public Task RunningAsync() => Within(_running.Task);

    /// <summary>Waits until it runs; false if it has ended before.</summary>
    public async Task<bool> TryRunAsync()
    {
        await Task.WhenAny(_running.Task, EndedAsync()).WaitAsync(Limit);
        return _running.Task.IsCompleted;
    }

    /// <summary>Completes when it has ended, however long that takes.</summary>
    public Task EndedAsync() => _process.WaitForExitAsync();

    /// <summary>kill -9.</summary>
    public async Task CrashAsync()
    {
        Kill();
        await ExitAsync();
    }

    /// <summary>kill -9, without waiting for its effect.</summary>
    public void Kill() => _process.Kill();

    public void Terminate() => Assert.Equal(0, SendSignal(_process.Id, SigTerm));

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await ExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex("has joined the cluster at (?<address>[^ ]+) after")]
    private static partial Regex Joined();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        Interlocked.Exchange(ref _nextLine, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        if (Joined().Match(line) is { Success: true } joined)
        {
            _joined.TrySetResult(joined.Groups["address"].Value);
        }

        if (line.Contains("The node runs", StringComparison.Ordinal))
        {
            _running.TrySetResult();
        }
    }

    private async Task Within(Task task)
    {
        var first = await Task.WhenAny(task, ExitAsync()).WaitAsync(Limit);
        Assert.True(first == task, $"The process ended with {(_process.HasExited ? _process.ExitCode : -1)}:{Environment.NewLine}{Output}");
        await task;
    }

    private async Task<T> Within<T>(Task<T> task)
    {
        await Within((Task)task);
        return await task;
    }
}
