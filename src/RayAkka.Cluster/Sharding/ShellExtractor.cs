using Akka.Cluster.Sharding;

namespace RayAkka.Cluster.Sharding;

/// <summary>Reads the address off a <see cref="ShellEnvelope"/>; no other message reaches a shell through a region.</summary>
internal sealed class ShellExtractor : IMessageExtractor
{
    public string? EntityId(object message) => (message as ShellEnvelope)?.EntityId;

    public object? EntityMessage(object message) => (message as ShellEnvelope)?.Message;

    public string ShardId(object message) => ((ShellEnvelope)message).Bucket;

    public string ShardId(string entityId, object? messageHint = null) => messageHint is ShellEnvelope envelope
        ? envelope.Bucket
        : throw new ArgumentException("Only an envelope knows the bucket of a shell.", nameof(messageHint));
}
