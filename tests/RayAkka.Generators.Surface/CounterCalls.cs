namespace RayAkka.Generators.Surface;

internal static class CounterCalls
{
    public static void Use()
    {
        ActorHandle<Counter> a = Counter.Remote(5);
        ActorHandle<Counter> b = Counter.Options(new() { Name = "c", NumCpus = 2 }).Remote(5);
        ObjectRef<int> r = a.Increment.Remote();
        ObjectRef v = a.Reset.Remote();
        ObjectRef<int> s = a.SlowIncrement.Remote(r);
        ObjectRef<int> t = a.Read.Options(new() { MaxTaskRetries = 1 }).Remote();
        ObjectRef<int> u = a.Increment.Remote(by: r);
        ObjectRef<string?> n = b.Name.Remote();
        ObjectRef f = b.Flush.Remote();
        ObjectRef c = b.Close.Remote();
        ActorHandle<Counter> d = Counter.Remote(r);
        ObjectRefStream<int> m = a.Count.Remote(10);
        ObjectRefStream<int> l = a.Count.Options(new() { ReadAhead = 2 }).Remote(r);
        GC.KeepAlive((m, l));
        GC.KeepAlive((a, b, r, v, s, t, u, n, f, c, d));
    }
}
