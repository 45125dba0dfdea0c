namespace RayAkka.Conformance.Samples;

/// <summary>Watches another actor's life; arrives at the probe for each state that it sees.</summary>
[Remote]
public class Watcher(ActorHandle<Counter> watched, Probe probe)
{
    public async Task<List<string>> Watch()
    {
        var seen = new List<string>();
        await foreach (var state in Ray.WatchAsync(watched))
        {
            if (state.State == ActorState.PendingCreation)
                continue;
            seen.Add(state.Cause is { } cause ? $"{state.State} {cause}" : $"{state.State}");
            probe.Arrive();
        }

        return seen;
    }
}
