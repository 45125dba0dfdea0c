using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using RayAkka.Engine;

namespace RayAkka.Cluster.Shells;

/// <summary>
/// What is to live in this node's shells, by incarnation. An incarnation stands here from StartShell to StopShell: a shell whose
/// incarnation is not here stays empty, however late its message comes.
/// </summary>
internal sealed class ShellRegistry
{
    private readonly ConcurrentDictionary<(ActorId, int), (IShellTenant Tenant, bool UsesGpu)> _tenants = new();

    public int Count => _tenants.Count;

    public void Add(ActorId actor, int incarnation, IShellTenant tenant, bool usesGpu = false) => _tenants[(actor, incarnation)] = (tenant, usesGpu);

    public bool TryGet(ActorId actor, int incarnation, [NotNullWhen(true)] out IShellTenant? tenant)
    {
        var found = _tenants.TryGetValue((actor, incarnation), out var entry);
        tenant = entry.Tenant;
        return found;
    }

    public bool Remove(ActorId actor, int incarnation) => Remove(actor, incarnation, out _);

    public bool Remove(ActorId actor, int incarnation, out bool usesGpu)
    {
        var removed = _tenants.TryRemove((actor, incarnation), out var entry);
        usesGpu = entry.UsesGpu;
        return removed;
    }

    /// <summary>Takes out the incarnation of an actor that waits in no shell, as when its bucket is not where it should be.</summary>
    public IReadOnlyList<IShellTenant> RemoveAll(string shell)
    {
        var taken = new List<IShellTenant>();
        foreach (var key in _tenants.Keys)
        {
            if (ShellName.Of(key.Item1, key.Item2) == shell && _tenants.TryRemove(key, out var entry))
            {
                taken.Add(entry.Tenant);
            }
        }

        return taken;
    }

    /// <summary>Takes all out, as when the node is over.</summary>
    public IReadOnlyList<IShellTenant> Clear()
    {
        var taken = new List<IShellTenant>();
        foreach (var key in _tenants.Keys)
        {
            if (_tenants.TryRemove(key, out var entry))
            {
                taken.Add(entry.Tenant);
            }
        }

        return taken;
    }
}
