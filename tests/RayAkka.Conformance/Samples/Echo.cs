namespace RayAkka.Conformance.Samples;

/// <summary>Calls back who has called.</summary>
[Remote]
public class Echo
{
    public async Task<int> Through(ActorHandle<Interleaved> caller) => await caller.Touch.Remote();

    public async Task ThroughMany(ActorHandle<Interleaved> caller, int calls)
    {
        foreach (var call in Enumerable.Range(0, calls).Select(_ => caller.Touch.Remote()).ToArray())
            await call;
    }
}
