namespace RayAkka.Engine;

/// <summary>The way to another node's end of a connection: what is sent arrives there once and in order, as long as both nodes live.</summary>
internal interface IChannel
{
    /// <summary>The call as it is to be sent: a copy where the message is handed over as an object.</summary>
    ObjectRef Prepare(ObjectRef call);

    /// <summary>Sends a message; it does not block, nor is anything delivered on the calling thread.</summary>
    /// <exception cref="ArgumentException">Something in the message may not travel; one sentence that names it. Nothing was sent.</exception>
    void Send(object message);
}
