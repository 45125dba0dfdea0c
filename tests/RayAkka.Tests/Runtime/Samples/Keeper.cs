using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Samples;

/// <summary>Keeps handles in its state, and creates actors that it owns.</summary>
[Remote]
public class Keeper
{
    private readonly List<ActorHandle<Counter>> _kept = [];
    private readonly List<ActorHandle<Keeper>> _friends = [];

    public void Keep(ActorHandle<Counter> counter) => _kept.Add(counter);

    public void Befriend(ActorHandle<Keeper> keeper) => _friends.Add(keeper);

    public int Use(ActorHandle<Counter> counter, int by) => Ray.Get(counter.Increment.Remote(by));

    public void Drop() => _kept.Clear();

    public ActorHandle<Counter> Create(int start, bool detached)
    {
        var options = new ActorOptions { Lifetime = detached ? ActorLifetime.Detached : ActorLifetime.NonDetached };
        _kept.Add(Counter.Options(options).Remote(start));
        return _kept[^1];
    }

    public void Exit() => Ray.ExitActor();

    public void Block(int latch) => Latch.Of(latch).Block();

    public void CreateLate(int latch, string name, int done)
    {
        Latch.Of(latch).Block();
        _kept.Add(Counter.Options(new() { Name = name }).Remote(1));
        Latch.Of(done).Arrive();
    }
}
