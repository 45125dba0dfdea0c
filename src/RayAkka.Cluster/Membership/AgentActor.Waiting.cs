using Akka.Cluster;

namespace RayAkka.Cluster.Membership;

/// <content>Those who wait until this node has met all the others.</content>
internal sealed partial class AgentActor
{
    private void StartWaiting(ClusterEvent.CurrentClusterState state)
    {
        if (!_asked.TryDequeue(out var asked))
        {
            return;
        }

        asked.WaitFor(state.Members
            .Where(static member => member.Status is MemberStatus.Up)
            .Select(static member => NodeAddress.Of(member.UniqueAddress))
            .Where(address => address != _settings.Self && !_gone.Contains(address) && !(_known.TryGetValue(address, out var known) && known.IsMet)));
        _waiting.Add(asked);
    }

    private void NoLongerMissing(NodeAddress member)
    {
        foreach (var waiting in _waiting)
        {
            waiting.NoLongerWaitFor(member);
        }

        _waiting.RemoveAll(static waiting => waiting.Done.Task.IsCompleted);
    }
}
