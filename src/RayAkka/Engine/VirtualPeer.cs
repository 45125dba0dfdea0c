namespace RayAkka.Engine;

/// <summary>A node of this process that is reached through envelopes: both ends of the connection to it.</summary>
internal sealed class VirtualPeer : IDisposable
{
    private readonly Link _near;
    private readonly Link _far;

    public VirtualPeer(RayRuntime runtime, NodeHost host)
    {
        _near = new Link(runtime.Engine, runtime.Self, host.Id, runtime.Time, message => Connection!.OnMessage(message));
        _far = new Link(runtime.Engine, host.Id, runtime.Self, runtime.Time, message => Service!.OnMessage(message));
        Connection = new NodeConnection(runtime, host.Id, host, new LinkChannel(_near));
        Service = new NodeService(host, runtime.Self, new LinkChannel(_far));
    }

    public NodeConnection Connection { get; }

    public NodeService Service { get; }

    /// <summary>Messages that the links keep, for checks that nothing is left over.</summary>
    public int KeptCount => _near.KeptCount + _far.KeptCount;

    public void Receive(NodeId to, Envelope envelope) => (to == Connection.Node ? _far : _near).Receive(envelope);

    public void Dispose()
    {
        _near.Dispose();
        _far.Dispose();
    }
}
