using RayAkka.Recovery;

namespace RayAkka.Simulation.Engine;

/// <summary>A journal in memory behind a simulated store: everything that must be durable takes steps of its own.</summary>
internal sealed class SimulatedJournal(SimulatedStore store, ActorId actor, IJournal inner) : IJournal
{
    private readonly string _name = actor.ToString()[^4..];
    private object _writer = new();
    private List<JournalEvent> _added = [];
    private List<(ObjectRef Call, long Time)> _calls = [];

    public bool KeepsObjects => inner.KeepsObjects;

    public long Epoch => inner.Epoch;

    // What a writer has failed to write does not stop the next one.
    public Task<JournalContent> OpenAsync()
    {
        _writer = new object();
        return store.DoAsync(actor, _writer, $"open {_name}", () => inner.OpenAsync().GetAwaiter().GetResult());
    }

    public void Add(ObjectRef call, long time) => _calls.Add((call, time));

    public JournalEvent Add(JournalEvent entry)
    {
        _added.Add(entry);
        return entry;
    }

    public void Add(OutboundCall call) => inner.Add(call);

    public Task CommitAsync()
    {
        var (calls, added) = (_calls, _added);
        (_calls, _added) = ([], []);
        return store.DoAsync(actor, _writer, $"commit {_name}, {calls.Count} calls, {added.Count} events", () =>
        {
            calls.ForEach(entry => inner.Add(entry.Call, entry.Time));
            added.ForEach(entry => inner.Add(entry));
            inner.CommitAsync().GetAwaiter().GetResult();
        });
    }

    public Task CheckEpochAsync() => store.DoAsync(actor, _writer, $"check {_name}", () => inner.CheckEpochAsync().GetAwaiter().GetResult());

    public Task SaveAsync(ReplayCheckpoint checkpoint) =>
        store.DoAsync(actor, _writer, $"save {_name} at {checkpoint.Position}", () => inner.SaveAsync(checkpoint).GetAwaiter().GetResult());

    public void Keep(ulong caller, long index, ObjectRef answer) => inner.Keep(caller, index, answer);

    public ObjectRef? FindKept(ulong caller, long index) => inner.FindKept(caller, index);

    public void ForgetKept(ulong caller, long index) => inner.ForgetKept(caller, index);

    public Task AttemptAsync(long position) => inner.AttemptAsync(position);

    public Task RecoveredAsync() => inner.RecoveredAsync();

    public void OnCrashed(long position) => inner.OnCrashed(position);
}
