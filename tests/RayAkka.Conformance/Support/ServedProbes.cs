using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace RayAkka.Conformance.Support;

/// <summary>The probes of the process that runs the test, seen from a process that runs its remote code.</summary>
internal sealed class ServedProbes(int port) : IProbes
{
    /// <summary>The environment variable that says where they are.</summary>
    public const string Variable = "PROBES_OF_THE_TEST";

    /// <summary>Those that this process was started with; null where it is the one that runs the test.</summary>
    public static IProbes? OfThisProcess() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } address ? new ServedProbes(int.Parse(address, CultureInfo.InvariantCulture)) : null;

    public int Arrive(int probe) => int.Parse(Do(nameof(Arrive), probe)[0], CultureInfo.InvariantCulture);

    public int Arrivals(int probe) => int.Parse(Do(nameof(Arrivals), probe)[0], CultureInfo.InvariantCulture);

    public async Task<bool> ArrivedAsync(int probe) => bool.Parse((await DoAsync(nameof(ArrivedAsync), probe).ConfigureAwait(false))[0]);

    public void Open(int probe) => Do(nameof(Open), probe);

    public Task OpenedAsync(int probe) => DoAsync(nameof(OpenedAsync), probe);

    public void Note(int probe, string text) => Do(nameof(Note), probe, text);

    public IReadOnlyList<string> Notes(int probe) => Do(nameof(Notes), probe);

    private string[] Do(string what, int probe, string text = "")
    {
        using var client = new TcpClient();
        client.Connect(IPAddress.Loopback, port);
        using var reader = new StreamReader(client.GetStream());
        using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true };
        writer.WriteLine(JsonSerializer.Serialize(new ProbeUse(what, probe, text)));
        return JsonSerializer.Deserialize<string[]>(reader.ReadLine()!)!;
    }

    private async Task<string[]> DoAsync(string what, int probe)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port).ConfigureAwait(false);
        using var reader = new StreamReader(client.GetStream());
        using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true };
        await writer.WriteLineAsync(JsonSerializer.Serialize(new ProbeUse(what, probe, ""))).ConfigureAwait(false);
        return JsonSerializer.Deserialize<string[]>((await reader.ReadLineAsync().ConfigureAwait(false))!)!;
    }
}
