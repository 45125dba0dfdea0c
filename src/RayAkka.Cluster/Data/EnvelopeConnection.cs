using RayAkka.Engine;
using RayAkka.Wire;

namespace RayAkka.Cluster.Data;

/// <summary>A connection for envelopes that has been made: it reads on the thread of its maker and sends as its <see cref="Outbox"/> does.</summary>
internal sealed class EnvelopeConnection
{
    private readonly NodeId _peer;
    private readonly DataChannel _channel;
    private readonly IPipe _pipe;
    private readonly Outbox _outbox;
    private readonly DataContext _context;
    private string? _broken;
    private bool _warned;

    public EnvelopeConnection(NodeId peer, DataChannel channel, DataContext context)
    {
        _peer = peer;
        _channel = channel;
        _context = context;
        _pipe = channel.IsEncrypted ? new EncryptedPipe(channel.Stream) : new PlainPipe(channel.Socket);
        _outbox = new Outbox(_pipe, context.Options.Time, context.Options.MaxQueued, body => context.Threads.Start("ray-send", body), e => Break(e.Message));
    }

    public bool IsOver => _channel.Reason is not null || _broken is not null;

    /// <summary>Sends an envelope, now or soon. What is too much is dropped: an engine may lose envelopes, and the runtime sends them again.</summary>
    /// <returns>False if the connection is gone.</returns>
    public bool TrySend(Envelope envelope)
    {
        if (IsOver)
        {
            return false;
        }

        if (!_outbox.Add(envelope) && !_warned)
        {
            _warned = true;
            _context.Log.QueueFull(_peer, _context.Options.MaxQueued);
        }

        return true;
    }

    /// <summary>Reads until the connection ends.</summary>
    /// <returns>Why it ended.</returns>
    public string Run()
    {
        string reason;
        try
        {
            Read();
            reason = "the other side ended the connection";
        }
        catch (WireFormatException e)
        {
            reason = e.Message;
            _context.Log.Closed(_peer, reason);
        }
        catch (Exception e) when (Sockets.IsFailure(e))
        {
            reason = e.Message;
        }

        reason = _channel.Reason ?? _broken ?? reason;
        Abort(reason);
        return reason;
    }

    public void Abort(string reason)
    {
        _channel.Abort(reason);
        _outbox.Close();
    }

    private void Read()
    {
        var reader = new FrameReader(_context.Options.MaxFrame);
        int count;
        while ((count = _pipe.Receive(reader.Free)) > 0)
        {
            reader.Advance(count);
            while (reader.TryRead(out var envelope))
            {
                Deliver(envelope);
            }
        }
    }

    private void Deliver(Envelope envelope)
    {
        try
        {
            _context.Events.OnEnvelope(_peer, envelope);
        }
        catch (Exception e)
        {
            // One envelope that nobody can handle is no reason to lose the others.
            _context.Log.HandlerFailed(_peer, e);
        }
    }

    private void Break(string reason)
    {
        _broken = reason;
        Abort(reason);
    }
}
