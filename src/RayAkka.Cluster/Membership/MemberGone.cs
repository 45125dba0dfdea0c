using Akka.Actor;

namespace RayAkka.Cluster.Membership;

/// <summary>To the agent: a node is no member any more.</summary>
internal sealed record MemberGone(NodeAddress Member, string Reason) : INoSerializationVerificationNeeded;
