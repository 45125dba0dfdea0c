using System.Diagnostics;

namespace RayAkka.Stores.Tests.Processes;

/// <summary>A process that runs <see cref="WriterEntry"/>.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;

    private WriterProcess(Process process)
    {
        _process = process;
    }

    public static WriterProcess Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(WriterProcess).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
        return new WriterProcess(Process.Start(start)!);
    }

    /// <summary>What it was told is durable, until there is enough; then it is killed without warning.</summary>
    public async IAsyncEnumerable<(int Actor, long Position)> AcknowledgedAsync(int until, bool thenKill = true)
    {
        for (var count = 0; await _process.StandardOutput.ReadLineAsync() is { } line; count++)
        {
            if (count == until)
            {
                if (!thenKill)
                {
                    yield break;
                }

                _process.Kill();
            }

            // Lines that were written before the kill may still come; the last may be a part of one.
            var parts = line.Split(' ');
            if (parts.Length == 2 && int.TryParse(parts[0], out var actor) && count <= until)
            {
                yield return (actor, long.Parse(parts[1]));
            }
        }

        await _process.WaitForExitAsync();
        Assert.NotEqual(0, _process.ExitCode);
    }

    /// <summary>Completes when one of its actors was fenced off.</summary>
    public async Task FencedAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("fenced", StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail("The process ended without having been fenced.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
