using System.Diagnostics;
using System.Net.Sockets;

namespace RayAkka.Cluster.Data;

/// <summary>
/// A socket without encryption. It does not block, so that whoever has something to send can try by itself; threads that have to wait do it
/// by polling, which is a call of the system and no work of the thread pool. Where the last wait was as short as a round trip, the receiving
/// thread first looks again and again for as long as one may take, and lets others run in between: a thread that sleeps is woken later than
/// what it waits for comes. One look in vain, and it sleeps at once the next time.
/// </summary>
internal sealed class PlainPipe : IPipe
{
    // In real time, whatever clock the node goes by: it bounds what the thread burns.
    private static readonly long s_roundTrip = Stopwatch.Frequency / 10_000;

    private readonly Socket _socket;
    private bool _maybeMore;
    private bool _comesSoon;

    public PlainPipe(Socket socket)
    {
        _socket = socket;
        _socket.Blocking = false;
    }

    public bool SendsAtOnce => true;

    public int Send(ReadOnlySpan<byte> bytes)
    {
        var sent = _socket.Send(bytes, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => sent,
            SocketError.WouldBlock => Math.Max(sent, 0),
            _ => throw Failure(error),
        };
    }

    public void WaitToSend() => _socket.Poll(-1, SelectMode.SelectWrite);

    public int Receive(Span<byte> bytes)
    {
        var since = 0L;
        while (true)
        {
            if (_maybeMore || since != 0 || _comesSoon)
            {
                var received = _socket.Receive(bytes, SocketFlags.None, out var error);
                if (error == SocketError.Success)
                {
                    _maybeMore = received == bytes.Length;
                    _comesSoon = since == 0 || Stopwatch.GetTimestamp() - since < s_roundTrip;
                    return received;
                }

                if (error != SocketError.WouldBlock)
                {
                    throw Failure(error);
                }
            }

            _maybeMore = false;
            var now = Stopwatch.GetTimestamp();
            since = since == 0 ? now : since;
            if (_comesSoon && now - since < s_roundTrip)
            {
                Thread.Yield();
            }
            else
            {
                _comesSoon = false;
                _socket.Poll(-1, SelectMode.SelectRead);
            }
        }
    }

    private static IOException Failure(SocketError error)
    {
        var cause = new SocketException((int)error);
        return new IOException(cause.Message, cause);
    }
}
