using Akka.Actor;

namespace RayAkka.Cluster.Membership;

/// <summary>To the agent: complete this when every node that is a member now has been met or is gone.</summary>
internal sealed class GreetAll : INoSerializationVerificationNeeded
{
    private readonly HashSet<NodeAddress> _missing = [];

    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The nodes that it still waits for, as text.</summary>
    public string Missing { get; private set; } = "";

    public void WaitFor(IEnumerable<NodeAddress> members)
    {
        _missing.UnionWith(members);
        Look();
    }

    public void NoLongerWaitFor(NodeAddress member)
    {
        if (_missing.Remove(member))
        {
            Look();
        }
    }

    private void Look()
    {
        Missing = string.Join(", ", _missing.Select(static member => member.HostAndPort));
        if (_missing.Count == 0)
        {
            Done.TrySetResult();
        }
    }
}
