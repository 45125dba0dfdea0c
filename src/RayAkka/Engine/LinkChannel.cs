namespace RayAkka.Engine;

/// <summary>A channel between nodes of one process: messages are handed over as objects, so calls are copied before.</summary>
internal sealed class LinkChannel(Link link) : IChannel
{
    public ObjectRef Prepare(ObjectRef call) => call.CloneForWire();

    public void Send(object message) => link.Send(message);
}
