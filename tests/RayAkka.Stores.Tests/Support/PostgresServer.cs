using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RayAkka.Stores.Tests.Support;

/// <summary>
/// A PostgreSQL server of the tests' own: a new cluster in a temporary folder, on loopback and a free port, owned by the user postgres where the tests run as
/// root, which the server refuses to. It is stopped when it is disposed, and at the latest when the process of the tests is gone.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "rayakka";
    private static readonly string? s_programs = FindPrograms();
    private static readonly Lock s_sharing = new();
    private static Task<PostgresServer>? s_shared;

    private readonly TempFolder _folder = new();
    private Process? _guard;

    /// <summary>Why there is none; null if there can be.</summary>
    public static string? Missing => s_programs is null ? "PostgreSQL is not installed: neither initdb in the PATH nor /usr/lib/postgresql" : null;

    public int Port { get; } = FreePort();

    // When the tests end, however they do, its input ends, and it stops the server for them. It is nobody's child, so that what kills the tests with
    // their children leaves it alone.
    private string Guard => $"exec 3<&0; {{ cat > /dev/null; '{s_programs}/pg_ctl' stop -m immediate -D '{Data}'; rm -rf '{_folder.Path}'; }} <&3 > /dev/null 2>&1 &";

    private string Data => Path.Combine(_folder.Path, "data");

    /// <summary>The one for tests that do it no harm.</summary>
    public static Task<PostgresServer> SharedAsync()
    {
        lock (s_sharing)
            return s_shared ??= StartAsync();
    }

    public static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer();
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", ["postgres", server._folder.Path]);
        }

        await RunAsOwnerAsync("initdb", "-D", server.Data, "-U", User, "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C");
        await server.RestartAsync();
        return server;
    }

    public string ConnectionString(string schema) =>
        $"Host=127.0.0.1;Port={Port};Username={User};Database=postgres;Search Path={schema};Application Name={schema};Maximum Pool Size=20";

    /// <summary>Starts the server after it was killed.</summary>
    public async Task RestartAsync()
    {
        await RunAsOwnerAsync(
            "pg_ctl", "start", "-w", "-t", "60", "-D", Data, "-l", Path.Combine(Data, "server.log"), "-o", $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''");

        _guard ??= Process.Start(AsOwner("sh", ["-c", Guard]))!;
    }

    /// <summary>Ends all processes of the server as a crash does.</summary>
    public async Task KillAsync()
    {
        var main = int.Parse((await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0]);
        var children = (await File.ReadAllTextAsync($"/proc/{main}/task/{main}/children")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse);
        foreach (var id in children.Prepend(main))
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
                await process.WaitForExitAsync();
            }
            catch (ArgumentException)
            {
                // It has just ended by itself.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsOwnerAsync("pg_ctl", "stop", "-w", "-m", "immediate", "-D", Data);
        _guard?.Dispose();
    }

    private static string? FindPrograms()
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => folder).Select(folder => Path.Combine(folder, "bin")) : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(versions)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task RunAsOwnerAsync(string program, params string[] arguments) => RunAsync(AsOwner(Path.Combine(s_programs!, program), arguments));

    private static ProcessStartInfo AsOwner(string program, string[] arguments)
    {
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        (start.UseShellExecute, start.WorkingDirectory, start.RedirectStandardInput) = (false, "/", true);
        return start;
    }

    private static Task RunAsync(string program, string[] arguments) => RunAsync(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true });

    private static async Task RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}: {string.Concat(said)}");
    }
}
