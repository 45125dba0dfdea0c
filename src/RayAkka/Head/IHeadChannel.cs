namespace RayAkka.Head;

/// <summary>
/// Carries the messages about the books: between living nodes each once, in the order of <see cref="Send"/> from one node to another. What is
/// sent to a node that is not met, or gone, is dropped.
/// </summary>
internal interface IHeadChannel
{
    /// <summary>
    /// Sends a message, also to this node itself. It is called under locks: it neither waits nor calls anything back, and the message is
    /// delivered on another thread or later.
    /// </summary>
    void Send(NodeId to, HeadMessage message);
}
