using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Remote.Transport;
using RayAkka.Cluster.Data;
using AkkaTransport = Akka.Remote.Transport.Transport;

namespace RayAkka.Cluster.Remoting;

/// <summary>
/// The connections of Akka.Remote, on threads of their own: heartbeats arrive while user code blocks every thread of the .NET pool, on which
/// the completions of the sockets of Akka's own transport run. The frames are those of that transport (four bytes of length, little-endian,
/// then the bytes), and so are the settings: akka.remote.dot-netty.tcp. It does not encrypt; with rayakka.tls Akka's own is used.
/// </summary>
internal sealed class SocketTransport : AkkaTransport
{
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly HashSet<SocketAssociation> _open = [];
    private readonly TaskCompletionSource<IAssociationEventListener> _listener = new();
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILoggingAdapter _log;
    private readonly TimeSpan _connectTimeout;
    private Socket? _socket;
    private Address? _local;
    private bool _over;

    public SocketTransport(ActorSystem system, Config config)
    {
        System = system;
        Config = config;
        SchemeIdentifier = "tcp";
        MaximumPayloadBytes = config.GetByteSize("maximum-frame-size", null) ?? 128_000;
        _connectTimeout = config.GetTimeSpan("connection-timeout", TimeSpan.FromSeconds(15));
        _log = Logging.GetLogger(system, typeof(SocketTransport));
    }

    public override bool IsResponsibleFor(Address remote) => true;

    public override Task<(Address, TaskCompletionSource<IAssociationEventListener>)> Listen()
    {
        var host = Config.GetString("hostname", "");
        var address = AddressesOf(host.Length == 0 ? "127.0.0.1" : host)[0];
        _socket = Sockets.Create(address.AddressFamily);
        try
        {
            _socket.Bind(new IPEndPoint(address, Config.GetInt("port", 0)));
            _socket.Listen(Config.GetInt("backlog", 4096));
        }
        catch (SocketException exception)
        {
            _socket.Dispose();
            throw new RayException(
                $"Akka.Remote cannot listen on {host}:{Config.GetInt("port", 0)}: {exception.Message}. Choose another rayakka.network.host or port.", exception);
        }

        var bound = (IPEndPoint)_socket.LocalEndPoint!;
        var publicHost = Config.GetString("public-hostname", "");
        var publicPort = Config.GetInt("public-port", 0);
        _local = new Address(
            SchemeIdentifier, System.Name, publicHost.Length == 0 ? HostOf(bound.Address) : publicHost, publicPort == 0 ? bound.Port : publicPort);
        SocketAssociation.Run("rayakka-accept", Accept);
        return Task.FromResult((_local, _listener));
    }

    public override Task<AssociationHandle> Associate(Address remoteAddress)
    {
        var connected = new TaskCompletionSource<AssociationHandle>();
        SocketAssociation.Run("rayakka-remote", () => Connect(remoteAddress, connected));
        return connected.Task;
    }

    public override Task<bool> ManagementCommand(object message)
    {
        if (message is not AbortAssociations)
        {
            return base.ManagementCommand(message);
        }

        SocketAssociation[] open;
        lock (_gate)
        {
            open = [.. _open];
        }

        foreach (var association in open)
        {
            association.Abort();
        }

        return Task.FromResult(true);
    }

    public override Task<bool> Shutdown()
    {
        SocketAssociation[] open;
        lock (_gate)
        {
            _over = true;
            open = [.. _open];
            if (open.Length == 0)
            {
                _ended.TrySetResult(true);
            }
        }

        _listener.TrySetCanceled();
        _socket?.Dispose();
        foreach (var association in open)
        {
            association.Close();
        }

        SocketAssociation.Run("rayakka-remote-end", () => AbortLater(open));
        return _ended.Task;
    }

    private static IPAddress[] AddressesOf(string host)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
        {
            return [address];
        }

        var addresses = Dns.GetHostAddresses(host);
        return addresses.Length > 0 ? addresses : throw new RayException($"The host name {host} has no address.");
    }

    private static string HostOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();

    // Who does not read what is sent to it holds nobody up.
    private void AbortLater(SocketAssociation[] open)
    {
        if (!_ended.Task.Wait(s_goodbye))
        {
            foreach (var association in open)
            {
                association.Abort();
            }
        }
    }

    private void Accept()
    {
        IAssociationEventListener listener;
        try
        {
            listener = _listener.Task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return;
        }

        while (true)
        {
            Socket socket;
            try
            {
                socket = _socket!.Accept();
            }
            catch (Exception exception) when (Sockets.IsFailure(exception))
            {
                lock (_gate)
                {
                    if (_over)
                    {
                        return;
                    }
                }

                _log.Warning("A connection could not be accepted: {0}", exception.Message);
                continue;
            }

            if (Open(socket, RemoteOf(socket)) is { } association)
            {
                listener.Notify(new InboundAssociation(association));
                SocketAssociation.Run("rayakka-remote", association.Read);
            }
        }
    }

    private Address RemoteOf(Socket socket)
    {
        var remote = (IPEndPoint?)socket.RemoteEndPoint ?? new IPEndPoint(IPAddress.None, 0);
        return new Address(SchemeIdentifier, System.Name, HostOf(remote.Address), remote.Port);
    }

    // On the thread that reads the connection later.
    private void Connect(Address remote, TaskCompletionSource<AssociationHandle> connected)
    {
        SocketAssociation? association;
        try
        {
            association = Open(Connect(remote), remote);
        }
        catch (Exception exception) when (Sockets.IsFailure(exception) || exception is RayException)
        {
            connected.TrySetException(new InvalidAssociationException($"{remote} cannot be reached: {exception.Message}", exception));
            return;
        }

        if (association is null)
        {
            connected.TrySetException(new InvalidAssociationException("This node leaves."));
            return;
        }

        connected.TrySetResult(association);
        association.Read();
    }

    private Socket Connect(Address remote)
    {
        Exception? last = null;
        foreach (var address in AddressesOf(remote.Host))
        {
            var socket = Sockets.Create(address.AddressFamily);
            using var limit = new Cancelable(System.Scheduler);
            System.Scheduler.Advanced.ScheduleOnce(_connectTimeout, socket.Dispose, limit);
            try
            {
                socket.Connect(address, remote.Port ?? 0);
                return socket;
            }
            catch (Exception exception) when (Sockets.IsFailure(exception))
            {
                last = exception;
                socket.Dispose();
            }
            finally
            {
                limit.Cancel();
            }
        }

        throw last!;
    }

    private SocketAssociation? Open(Socket socket, Address remote)
    {
        socket.NoDelay = true;
        var association = new SocketAssociation(socket, _local!, remote, (int)MaximumPayloadBytes, Closed);
        lock (_gate)
        {
            if (!_over)
            {
                _open.Add(association);
                SocketAssociation.Run("rayakka-remote-out", association.Send);
                return association;
            }
        }

        socket.Dispose();
        return null;
    }

    private void Closed(SocketAssociation association)
    {
        lock (_gate)
        {
            _open.Remove(association);
            if (_over && _open.Count == 0)
            {
                _ended.TrySetResult(true);
            }
        }
    }
}
