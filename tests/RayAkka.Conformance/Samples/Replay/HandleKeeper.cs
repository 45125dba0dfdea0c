namespace RayAkka.Conformance.Samples;

/// <summary>A replayed actor whose state is a handle to an actor that nobody else holds.</summary>
[Remote(Recovery = ActorRecovery.Replay, CheckpointEvery = 2)]
public class HandleKeeper
{
    [Checkpoint]
    private ActorHandle<Counter>? _counter;

    public int Count()
    {
        _counter ??= Counter.Remote(0);
        return Ray.Get(_counter.Increment.Remote());
    }
}
