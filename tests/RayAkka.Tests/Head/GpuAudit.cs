using RayAkka.Head;
using RayAkka.Scheduling;

namespace RayAkka.Tests.Head;

/// <summary>Checks at every beginning that no GPU is held beyond one and nothing beyond what the node has.</summary>
internal sealed class GpuAudit : IGrantAudit
{
    private readonly Dictionary<(NodeId Node, int Gpu), long> _taken = [];
    private readonly Dictionary<GrantId, Grant> _held = [];

    /// <summary>What is in use now, wherever.</summary>
    public IReadOnlyCollection<Grant> Held => _held.Values;

    public int Beginnings { get; private set; }

    /// <summary>What stands in the books.</summary>
    public HashSet<GrantId> Booked { get; } = [];

    public void Issued(GrantId id, Grant grant) => Booked.Add(id);

    public void Freed(GrantId id, Grant grant) => Assert.True(Booked.Remove(id), $"The grant {id} was freed twice.");

    public void Began(GrantId id, Grant grant)
    {
        Beginnings++;
        Assert.True(_held.TryAdd(id, grant), $"The grant {id} began twice.");
        foreach (var gpu in grant.GpuIds)
        {
            var taken = _taken[(grant.Node, gpu)] = _taken.GetValueOrDefault((grant.Node, gpu)) + Math.Min(grant.Held.Gpu, ResourceAmount.One);
            Assert.True(taken <= ResourceAmount.One, $"GPU {gpu} of {grant.Node} is held {taken / 10_000.0} times; the last grant is {id}.");
        }
    }

    public void Ended(GrantId id, Grant grant)
    {
        Assert.True(_held.Remove(id), $"The grant {id} ended twice.");
        foreach (var gpu in grant.GpuIds)
            _taken[(grant.Node, gpu)] -= Math.Min(grant.Held.Gpu, ResourceAmount.One);
    }

    public void Forget(NodeId dead)
    {
        foreach (var (id, grant) in _held)
        {
            if (grant.Node == dead)
                _held.Remove(id);
        }
    }
}
