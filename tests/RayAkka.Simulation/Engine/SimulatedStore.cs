using RayAkka.Recovery.Stores;

namespace RayAkka.Simulation.Engine;

/// <summary>
/// What a store of journals does, in steps of its own: an operation is queued, then takes effect, then is told to who asked, so that there is room for a
/// crash between any two of them. Operations of one actor take effect in order. Some fail, with their effect or without, and with one all later
/// ones of that writer.
/// </summary>
internal sealed class SimulatedStore(Simulator simulator, Scenario scenario)
{
    private readonly Chance _chance = simulator.Chance.Split();
    private readonly List<StoreOperation> _queued = [];
    private readonly List<StoreOperation> _done = [];
    private readonly HashSet<object> _failed = [];

    public bool HasWork => _queued.Count + _done.Count > 0;

    public Task DoAsync(ActorId actor, object writer, string what, Action effect) => DoAsync(actor, writer, what, () =>
    {
        effect();
        return true;
    });

    public Task<T> DoAsync<T>(ActorId actor, object writer, string what, Func<T> effect)
    {
        var source = new TaskCompletionSource<T>();
        var failure = simulator.Engine.IsBad && _chance.Happens(what.StartsWith("check", StringComparison.Ordinal) ? scenario.JournalFailures / 20 : scenario.JournalFailures) ? _chance.Between(1, 2) : 0;
        StoreOperation operation = null!;
        operation = new StoreOperation(actor, what, () =>
        {
            if (failure > 0)
                World.Current.IsDisturbed = true;
            if (failure == 1 || _failed.Contains(writer))
            {
                if (!what.StartsWith("check", StringComparison.Ordinal))
                    _failed.Add(writer);
                operation.Tell = () => source.SetException(new JournalException("The simulated store has failed."));
                return;
            }

            try
            {
                var result = effect();
                if (failure > 0)
                    _failed.Add(writer);
                operation.Tell = failure == 0
                    ? () => source.SetResult(result)
                    : () => source.SetException(new JournalException("The simulated store does not know what became of it.") { MayHaveTakenEffect = true });
            }
            catch (JournalException e)
            {
                operation.Tell = () => source.SetException(e);
            }
        });
        _queued.Add(operation);
        return source.Task;
    }

    public void Step()
    {
        if (_done.Count > 0 && (_queued.Count == 0 || _chance.Happens(0.5)))
        {
            var told = _done[_chance.Below(_done.Count)];
            _done.Remove(told);
            simulator.Trace.Add($"journal tells {told.What}");
            told.Tell!();
            return;
        }

        var picked = _queued[_chance.Below(_queued.Count)];
        var first = _queued.Find(operation => operation.Actor == picked.Actor)!;
        _queued.Remove(first);
        simulator.Trace.Add($"journal does {first.What}");
        first.Effect();
        _done.Add(first);
    }

    private sealed class StoreOperation(ActorId actor, string what, Action effect)
    {
        public ActorId Actor => actor;

        public string What => what;

        public Action Effect => effect;

        public Action? Tell { get; set; }
    }
}
