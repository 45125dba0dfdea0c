using RayAkka.Wire;

namespace RayAkka.Engine.Peers;

/// <summary>Another process of the cluster, as this one deals with it: the way there, and both ends of the connection.</summary>
internal sealed class Peer : IChannel, IDisposable
{
    private readonly Link _link;
    private readonly Outbox _outbox;
    private readonly Decoding _decoding;
    private readonly MessageReader _reader;
    private volatile bool _closed;

    public Peer(RayRuntime runtime, IClusterEngine engine, NodeHello hello, NodeHost? self)
    {
        Runtime = runtime;
        Hello = hello;
        Codec = engine.Values;
        Types = runtime.Peers.Types;
        _link = new Link(engine, runtime.Self, hello.Node, runtime.Time, OnFrame, engine.ResendAfter);
        _outbox = new Outbox(new Encoding(this), _link.Send, runtime.Time);
        _decoding = new Decoding(this);
        _reader = new MessageReader(this, _decoding);
        Connection = new NodeConnection(runtime, hello.Node, null, this);
        Service = self is null ? null : new NodeService(self, hello.Node, this);
    }

    public RayRuntime Runtime { get; }

    public NodeHello Hello { get; }

    public NodeId Id => Hello.Node;

    public IValueCodec Codec { get; }

    public TypeGate Types { get; }

    public NodeConnection Connection { get; }

    /// <summary>What this process does for the other; null in a driver, which hosts nothing.</summary>
    public NodeService? Service { get; }

    public ObjectRef Prepare(ObjectRef call) => call;

    public void Send(object message)
    {
        if (!_closed)
        {
            _outbox.Add(message);
        }
    }

    public void Receive(Envelope envelope) => _link.Receive(envelope);

    public void Resend() => _link.Resend();

    /// <summary>Nothing is sent or received any more.</summary>
    public void Dispose()
    {
        _closed = true;
        _link.Dispose();
    }

    private void OnFrame(object frame)
    {
        try
        {
            var reader = new WireReader((byte[])frame);
            _decoding.IncomingTypes.ReadAnnouncements(reader);
            while (reader.Left > 0)
            {
                var part = reader.Part();
                try
                {
                    if (_reader.Read(part) is { } message)
                    {
                        Runtime.Peers.OnMessage(this, message);
                    }
                }
                catch (WireFormatException e)
                {
                    Runtime.Log.MessageRefused(Id, Hello.Address, e.Message);
                }
                catch (Exception e)
                {
                    // The messages behind it are for others.
                    Runtime.Log.MessageFailed(Id, Hello.Address, e);
                }
            }
        }
        catch (WireFormatException e)
        {
            Runtime.Log.MessageRefused(Id, Hello.Address, e.Message);
        }
    }
}
