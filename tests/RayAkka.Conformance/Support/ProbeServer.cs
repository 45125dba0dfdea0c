using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace RayAkka.Conformance.Support;

/// <summary>
/// Lets other processes use the probes of this one, where remote code runs in processes of its own: a connection for each use, a line of
/// JSON each way.
/// </summary>
internal sealed class ProbeServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ProbeServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>What the other processes must have in the variable <see cref="ServedProbes.Variable"/>.</summary>
    public string Address => ((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

    public void Dispose() => _listener.Dispose();

    private static async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream());
                await using var writer = new StreamWriter(client.GetStream());
                var use = JsonSerializer.Deserialize<ProbeUse>((await reader.ReadLineAsync())!)!;
                await writer.WriteLineAsync(JsonSerializer.Serialize(await DoAsync(use)));
            }
            catch (IOException)
            {
                // Its process has ended.
            }
        }
    }

    private static async Task<string[]> DoAsync(ProbeUse use)
    {
        var probes = OwnProbes.Instance;
        switch (use.What)
        {
            case nameof(IProbes.Arrive):
                return [probes.Arrive(use.Probe).ToString(CultureInfo.InvariantCulture)];
            case nameof(IProbes.Arrivals):
                return [probes.Arrivals(use.Probe).ToString(CultureInfo.InvariantCulture)];
            case nameof(IProbes.ArrivedAsync):
                return [(await probes.ArrivedAsync(use.Probe)).ToString()];
            case nameof(IProbes.Open):
                probes.Open(use.Probe);
                return [];
            case nameof(IProbes.OpenedAsync):
                await probes.OpenedAsync(use.Probe);
                return [];
            case nameof(IProbes.Note):
                probes.Note(use.Probe, use.Text);
                return [];
            default:
                return [.. probes.Notes(use.Probe)];
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
