namespace RayAkka.Engine;

/// <summary>What an engine tells the runtime. The methods may be called on any thread and must not be called under a lock.</summary>
internal interface IEngineEvents
{
    /// <summary>A node can take work.</summary>
    void OnNodeUp(NodeId node);

    /// <summary>A node is gone for good: its id does not come back.</summary>
    void OnNodeDown(NodeId node, string reason);

    /// <summary>An envelope has arrived.</summary>
    void OnEnvelope(NodeId from, NodeId to, Envelope envelope);
}
