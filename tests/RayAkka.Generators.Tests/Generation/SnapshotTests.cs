namespace RayAkka.Generators.Tests.Generation;

/// <summary>
/// The generated text, line by line, against Snapshots/NAME.verified.txt. <c>RAYAKKA_ACCEPT_SNAPSHOTS=1 dotnet test</c> writes new ones.
/// </summary>
public class SnapshotTests
{
    [Fact]
    public async Task Counter_IsGeneratedAsAccepted() => await VerifyAsync("Counter", """
        namespace Demo;
        /// <summary>Counts.</summary>
        /// <param name="start">Where it starts.</param>
        [Remote(NumCpus = 0.5, MaxRestarts = 3), Resource("tpu", 2)]
        public class Counter(int start)
        {
            private int _value = start;
            /// <summary>Adds to the value.</summary>
            /// <param name="by">How much.</param>
            /// <returns>The new value.</returns>
            public int Increment(int by = 1) => _value += by;
            public void Reset() => _value = 0;
            [Method(MaxTaskRetries = 2)] public async Task<int[]> Slow(int[]? values, CancellationToken ct) { await Task.Yield(); return [_value]; }
        }
        """);

    [Fact]
    public async Task Generics_AreGeneratedAsAccepted() => await VerifyAsync("Generics", """
        [Remote] internal class Box<T>(T first) where T : notnull
        {
            public ValueTask<T> Take() => new(first);
            public U Echo<U>(U value, List<U>? more = null) where U : struct => value;
        }
        """);

    [Fact]
    public async Task Parameters_AreGeneratedAsAccepted() => await VerifyAsync("Parameters", """
        public interface IShape { }
        [Remote] public class Canvas
        {
            public void Draw(IShape shape, object? tag = null) { }
            public int Count(int? limit, params string[] names) => names.Length;
            public ObjectRef<int> Pass(ObjectRef<int> value, ActorHandle<Canvas> other) => value;
        }
        """);

    [Fact]
    public async Task Functions_AreGeneratedAsAccepted() => await VerifyAsync("Functions", """
        public static class Pi
        {
            /// <summary>Samples.</summary>
            [Remote(NumCpus = 1, MaxRetries = 5)] public static long Sample(long n, int id = 0) => n + id;
            [Remote] public static async Task Log(string line, CancellationToken ct) => await Task.Yield();
        }
        """);

    [Fact]
    public async Task Streams_AreGeneratedAsAccepted() => await VerifyAsync("Streams", """
        [Remote] public class Feed<T>
        {
            /// <summary>Streams.</summary>
            [Method(ReadAhead = 4)] public async IAsyncEnumerable<T> Follow(int from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default) { await Task.Yield(); yield break; }
        }
        public static class Numbers
        {
            [Remote(ReadAhead = -1)] public static IAsyncEnumerable<int[]> Count(List<int> start) => null!;
        }
        """);

    private static async Task VerifyAsync(string name, string source)
    {
        var generated = await Generated.From(source).CompilesAsync();
        var path = Path.Combine(Folder(), name + ".verified.txt");
        if (Environment.GetEnvironmentVariable("RAYAKKA_ACCEPT_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(path, generated.Text);
            return;
        }

        Assert.True(File.Exists(path), $"{path} is missing; run with RAYAKKA_ACCEPT_SNAPSHOTS=1 to write it and read it before committing.");
        var expected = await File.ReadAllLinesAsync(path);
        var actual = generated.Text.TrimEnd('\n').Split('\n');
        for (var i = 0; i < Math.Max(expected.Length, actual.Length); i++)
        {
            var (old, now) = (i < expected.Length ? expected[i] : "(end)", i < actual.Length ? actual[i] : "(end)");
            Assert.True(old == now, $"{name}.verified.txt, line {i + 1}:{Environment.NewLine}- {old}{Environment.NewLine}+ {now}");
        }
    }

    private static string Folder()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "RayAkka.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The snapshots lie in the repository; run the tests inside it.");
        }

        return Path.Combine(root.FullName, "tests", "RayAkka.Generators.Tests", "Generation", "Snapshots");
    }
}
