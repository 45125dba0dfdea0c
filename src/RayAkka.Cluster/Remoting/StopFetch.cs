using Akka.Actor;

namespace RayAkka.Cluster.Remoting;

/// <summary>To this node's <see cref="ObjectActor"/>: nobody waits for that object any more.</summary>
internal sealed record StopFetch(TaskCompletionSource Done, CancellationToken Token) : INoSerializationVerificationNeeded;
