namespace RayAkka.Conformance.Samples;

/// <summary>Remote functions that use handles.</summary>
public static class HandleWork
{
    [Remote]
    public static async Task<int> IncrementNamed(string name) => await Ray.GetActor<Counter>(name).Increment.Remote();

    [Remote]
    public static ActorHandle<Counter> GetOrCreate(string name, int start) =>
        Counter.Options(new() { Name = name, GetIfExists = true, Lifetime = ActorLifetime.Detached }).Remote(start);

    /// <summary>Makes a named actor that counts its constructors, or finds it.</summary>
    [Remote]
    public static async Task<int> GetOrCreateHolder(string name, Probe constructed, int result) =>
        await Constructed.Options(new() { Name = name, GetIfExists = true, Lifetime = ActorLifetime.Detached }).Remote(constructed).Answer.Remote(result);

    [Remote]
    public static ActorHandle<Counter> Create(int start) => Counter.Remote(start);

    [Remote]
    public static async Task<int> Increment(ActorHandle<Counter> counter, int by) => await counter.Increment.Remote(by);

    [Remote]
    public static async Task<int> IncrementThrough(ObjectRef<ActorHandle<Counter>>[] reference, int by) =>
        await (await reference[0]).Increment.Remote(by);

    [Remote]
    public static int IncrementAll(Dictionary<string, List<ActorHandle<Counter>>> counters) =>
        Ray.Get(counters.Values.SelectMany(list => list).Select(counter => counter.Increment.Remote())).Sum();
}
