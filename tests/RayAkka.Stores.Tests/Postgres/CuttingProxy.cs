using System.Net;
using System.Net.Sockets;

namespace RayAkka.Stores.Tests.Postgres;

/// <summary>Stands between a store and its server, and cuts the connection at the worst moment: when the commit is on its way.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private readonly Task _accepting;
    private readonly List<Task> _connections = [];
    private TaskCompletionSource? _cut;
    private bool _withCommit;

    public CuttingProxy(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>While it is set, new connections are closed at once.</summary>
    public bool RefusesConnections { get; set; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Cuts at the next commit: after it has gone to the server but before the answer has come back, or before it goes.</summary>
    public Task CutAtNextCommit(bool withCommit)
    {
        _withCommit = withCommit;
        _cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _cut.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(CarryAsync(await _listener.AcceptTcpClientAsync()));
        }
        catch (SocketException)
        {
            // Stopped.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using (client)
        {
            if (!RefusesConnections)
            {
                await CarryToServerAsync(client);
            }
        }
    }

    private async Task CarryToServerAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _server);
            var answers = AnswersAsync(server.GetStream(), client);
            await Task.WhenAny(RequestsAsync(client.GetStream(), server, client, answers), answers);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // Either side has closed it.
        }
    }

    private async Task RequestsAsync(NetworkStream requests, TcpClient server, TcpClient client, Task answers)
    {
        var buffer = new byte[1 << 16];
        while (await requests.ReadAsync(buffer) is var count && count > 0)
        {
            // The end of the text keeps it apart from "READ COMMITTED".
            var isCommit = buffer.AsSpan(0, count).IndexOf("COMMIT\0"u8) >= 0;
            if (isCommit && Interlocked.Exchange(ref _cut, null) is { } cut)
            {
                client.Client.Shutdown(SocketShutdown.Both);
                if (_withCommit)
                {
                    await server.GetStream().WriteAsync(buffer.AsMemory(0, count));
                }

                server.Client.Shutdown(SocketShutdown.Send);
                await answers;
                cut.SetResult();
                return;
            }

            await server.GetStream().WriteAsync(buffer.AsMemory(0, count));
        }
    }

    private static async Task AnswersAsync(NetworkStream answers, TcpClient client)
    {
        var buffer = new byte[1 << 16];
        while (await answers.ReadAsync(buffer) is var count && count > 0)
        {
            try
            {
                await client.GetStream().WriteAsync(buffer.AsMemory(0, count));
            }
            catch (Exception exception) when (exception is IOException or InvalidOperationException)
            {
                // It was cut off: the answer does not arrive.
            }
        }
    }
}
