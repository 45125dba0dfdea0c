using System.Diagnostics;
using System.Globalization;

namespace RayAkka.Benchmarks.Clusters;

/// <summary>A process that this one has started, and that ends with it.</summary>
internal sealed class NodeProcess : IDisposable
{
    private static readonly TimeSpan s_start = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_end = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private NodeProcess(Process process, string rawAddress, int arrayPort)
    {
        _process = process;
        RawAddress = rawAddress;
        ArrayPort = arrayPort;
    }

    public int Id => _process.Id;

    public string RawAddress { get; }

    public int ArrayPort { get; }

    /// <summary>Starts a node.</summary>
    /// <param name="rawSeed">The first node's address for the baseline; empty: this is the first.</param>
    /// <param name="overrides">What its configuration has above the file.</param>
    public static async Task<NodeProcess> StartAsync(string rawSeed, IEnumerable<string> overrides)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(typeof(NodeProcess).Assembly.Location);
        }

        string[] arguments = [NodeMain.Name, Hocon.Path("head.conf"), rawSeed, .. overrides];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        try
        {
            var said = await process.StandardOutput.ReadLineAsync().WaitAsync(s_start, TimeProvider.System)
                ?? throw new InvalidOperationException("A node of the benchmarks ended before it had begun; its error stream says why.");
            var parts = said.Split(' ');
            return new NodeProcess(process, parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture));
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(s_end))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
