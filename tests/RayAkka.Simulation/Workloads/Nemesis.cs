namespace RayAkka.Simulation.Workloads;

/// <summary>Does bad things to the cluster between two steps: kills, cuts off and drains nodes, kills actors, drops handles.</summary>
internal sealed class Nemesis(World world, RayRuntime runtime, Chance chance)
{
    private readonly List<NodeId> _nodes = [];
    private readonly List<NodeId> _cut = [];
    private readonly List<Task> _under = [];
    private int _left = world.Scenario.Troubles;

    public void AddNode(double cpus = 0)
    {
        var options = new NodeOptions { NumCpus = cpus > 0 ? cpus : chance.Between(1, 4), NumGpus = 0, Memory = 1 << 30 };
        var added = runtime.AddNodeAsync(options);
        _nodes.Add(added.IsCompletedSuccessfully ? added.Result : throw new LawBrokenException("A node was not added at once."));
    }

    public void Act()
    {
        if (_left == 0 || !chance.Happens(world.Scenario.Trouble))
            return;
        _left--;
        world.IsDisturbed = true;
        var what = chance.Below(100);
        if (what < 35)
        {
            Lose(graceful: false);
        }
        else if (what < 45)
        {
            Lose(graceful: true);
        }
        else if (what < 55)
        {
            AddNode();
        }
        else if (what < 80)
        {
            var actor = world.Actors[chance.Below(world.Actors.Count)];
            var noRestart = chance.Happens(0.3);
            world.Simulator.Trace.Add($"kill {actor}, no restart {noRestart}");
            if (noRestart)
                actor.MayHaveEnded ??= "it was killed";
            Ray.Kill(actor.Handle!, noRestart);
        }
        else if (what < 90)
        {
            CutOrHeal();
        }
        else
        {
            var actor = world.Actors[chance.Below(world.Actors.Count)];
            world.Simulator.Trace.Add($"drop {actor}");
            Drop(actor);
        }
    }

    /// <summary>No more trouble, and room for all.</summary>
    public void Calm()
    {
        _left = 0;
        world.Simulator.Engine.IsBad = false;
        foreach (var node in _cut)
            world.Simulator.Engine.Heal(node);
        AddNode(16);
    }

    /// <summary>Gives up every handle.</summary>
    public void DropAll()
    {
        for (var i = 0; i < world.Actors.Count; i++)
            Drop(world.Actors[i]);
    }

    /// <summary>Gives up the handles that came out of journals, as a garbage collection would.</summary>
    public void DropFound()
    {
        foreach (var actor in world.Actors)
        {
            if (actor.Record.State != ActorState.Dead)
                actor.Record.Leases.Acquire(actor.Record).Release();
        }
    }

    /// <summary>Throws what went wrong with what was started.</summary>
    public void Verify()
    {
        foreach (var task in _under)
        {
            if (!task.IsCompleted)
                throw new LawBrokenException($"The end of an actor or the loss of a node was never told: {string.Join(", ", world.Actors.Where(actor => !actor.Record.Ended.IsCompleted))}");
            task.GetAwaiter().GetResult();
        }
    }

    private void Drop(ActorEntry actor)
    {
        // Once: of several that wait for one task all but one would go on on the thread pool of .NET.
        if (actor.IsDropped)
            return;
        actor.MayHaveEnded ??= "its handle was dropped";
        actor.IsDropped = true;
        _under.Add(((IAsyncDisposable)actor.Handle!).DisposeAsync().AsTask());
    }

    private void Lose(bool graceful)
    {
        var first = world.Scenario.HasSafeNode ? 1 : 0;
        if (_nodes.Count <= first)
        {
            AddNode();
            return;
        }

        var index = chance.Between(first, _nodes.Count - 1);
        var node = _nodes[index];
        _nodes.RemoveAt(index);
        world.LostNodes++;
        world.Simulator.Trace.Add($"{(graceful ? "drain" : "kill")} node {node}");
        _under.Add((graceful ? runtime.RemoveNodeAsync(node) : runtime.KillNodeAsync(node)).AsTask());
        if (_nodes.Count == 0)
            AddNode();
    }

    private void CutOrHeal()
    {
        if (_cut.Count > 0 && chance.Happens(0.6))
        {
            world.Simulator.Trace.Add($"heal {_cut[0]}");
            world.Simulator.Engine.Heal(_cut[0]);
            _cut.RemoveAt(0);
        }
        else if (_nodes.Count > 0)
        {
            var node = _nodes[chance.Below(_nodes.Count)];
            world.Simulator.Trace.Add($"cut {node}");
            world.Simulator.Engine.Cut(node);
            _cut.Add(node);

            // Not for long: all that happens meanwhile is that the same is sent again and again.
            world.Time.CreateTimer(_ => world.Simulator.Engine.Heal(node), null, TimeSpan.FromMilliseconds(chance.Of(10, 100, 500, 5000)), Timeout.InfiniteTimeSpan);
        }
    }
}
