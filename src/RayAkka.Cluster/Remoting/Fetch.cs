using Akka.Actor;

namespace RayAkka.Cluster.Remoting;

/// <summary>To this node's <see cref="ObjectActor"/>: fetch an object.</summary>
internal sealed record Fetch(NodeId Holder, ICanTell HolderActor, ulong Number, Func<byte[], long, Memory<byte>> Allocate, TaskCompletionSource Done)
    : INoSerializationVerificationNeeded;
