using RayAkka;
namespace RayAkka.Conformance;

[Remote]
public class Counter(int start)
{
    private int _value = start;
    public int Increment(int by = 1) => _value += by;
    public void Reset() => _value = 0;
    public async Task<int> SlowIncrement(int by, CancellationToken ct) { await Task.Yield(); ct.ThrowIfCancellationRequested(); return _value += by; }
    public int Fail() => throw new InvalidOperationException("boom");
}

public static class Funcs
{
    [Remote] public static int Square(int x) => x * x;
    [Remote] public static async Task<int> Add(int a, int b) { await Task.Yield(); return a + b; }
    [Remote] public static int Nested(int n) => n == 0 ? 0 : 1 + Ray.Get(Funcs.Tasks.Nested.Remote(n - 1));
}

public class SmokeTests
{
    [Fact]
    public async Task Smoke()
    {
        Ray.Init(new RayOptions { NumCpus = 2 });
        try
        {
            var a = Counter.Remote(5);
            Assert.Equal(6, await a.Increment.Remote());
            var r = a.Increment.Remote(2);
            Assert.Equal(8, Ray.Get(r));
            Assert.Equal(16, await a.SlowIncrement.Remote(r));
            await a.Reset.Remote();
            var many = Enumerable.Range(0, 10000).Select(_ => a.Increment.Remote()).ToArray();
            Assert.Equal(Enumerable.Range(1, 10000), Ray.Get(many));
            var sq = Funcs.Tasks.Square.Remote(7);
            Assert.Equal(54, await Funcs.Tasks.Add.Remote(sq, 5));
            Assert.Equal(50, Ray.Get(Funcs.Tasks.Nested.Remote(50)));
            var e = await Assert.ThrowsAsync<RayTaskException>(async () => await a.Fail.Remote());
            Assert.IsType<InvalidOperationException>(e.InnerException);
        }
        finally
        {
            Ray.Shutdown();
        }
    }
}
