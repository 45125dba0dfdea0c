using Akka.Actor;

namespace RayAkka.Cluster.Membership;

/// <summary>To the agent: a node is a member that is up.</summary>
internal sealed record MemberAppeared(NodeAddress Member) : INoSerializationVerificationNeeded;
