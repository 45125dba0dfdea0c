namespace RayAkka.Conformance.Samples;

/// <summary>An actor that makes actors and keeps handles.</summary>
[Remote]
public class Maker
{
    private readonly List<ActorHandle<Counter>> _kept = [];

    public int MakeNamed(string name, ActorLifetime lifetime)
    {
        _kept.Add(Counter.Options(new() { Name = name, Lifetime = lifetime }).Remote(9));
        return Ray.Get(_kept[^1].Value.Remote());
    }

    public int Keep(ActorHandle<Counter> counter)
    {
        _kept.Add(counter);
        return _kept.Count;
    }

    public async Task<int> IncrementKept(int index) => await _kept[index].Increment.Remote();

    public ActorHandle<Counter> Kept(int index) => _kept[index];
}
