namespace RayAkka.Generators.Tests.Generation;

/// <summary>What travels: the class of a call and its descriptor.</summary>
public class CallClassTests
{
    private const string Counter = "[Remote] public class Counter(int start) { public int Increment(int by = 1) => start + by; }";

    [Fact]
    public async Task Attributes_GiveOnlyWhatWasSet()
    {
        var generated = await Generated.From("""
            [Remote(NumGpus = 0.5, Memory = 1L << 40, Name = "a\"b", Lifetime = ActorLifetime.Detached, GetIfExists = true)]
            [Resource("tpu", 2), Resource("disk", 0.5), Label("zone", "a")]
            public class Actor
            {
                [Method(MaxTaskRetries = -1, RetryExceptions = false)] public void A() { }
                [Method(Name = "C")] public void B() { }
                [Remote(MaxRetries = 0, RetryExceptions = true), Label("zone", "b")] public static void F() { }
                [Remote] public static void G() { }
            }
            """).CompilesAsync();

        Assert.Contains("NumGpus = 0.5D, Memory = 1099511627776, Name = \"a\\\"b\", Lifetime = (global::RayAkka.ActorLifetime)(1), GetIfExists = true, " +
            "Resources = { [\"tpu\"] = 2D, [\"disk\"] = 0.5D }, Labels = { [\"zone\"] = \"a\" } }", generated.Text, StringComparison.Ordinal);
        Assert.Contains("new(\"Actor.A\") { MethodOptions = new global::RayAkka.CallOptions { MaxTaskRetries = -1, RetryExceptions = false } }", generated.Text, StringComparison.Ordinal);
        Assert.Contains("new(\"Actor.B\");", generated.Text, StringComparison.Ordinal);
        Assert.Contains("new(\"Actor.F\") { TaskOptions = new global::RayAkka.TaskOptions { MaxRetries = 0, RetryExceptions = true, Labels = { [\"zone\"] = \"b\" } } }", generated.Text, StringComparison.Ordinal);
        Assert.Contains("new(\"Actor.G\");", generated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_AreCopiedUnlessProvedImmutable()
    {
        var generated = await Generated.From("""
            public enum Mode { A }
            [Immutable] public sealed class Fixed { }
            [Immutable] public class Open { }
            [Remote] public class Actor
            {
                public void Shared(int a, string b, Mode c, Guid d, DateTime e, TimeSpan f, decimal g, int? h, (int, string) i, ObjectRef<int[]> j,
                    ActorHandle<Actor> k, Fixed l, Type m, DateTimeOffset n, Half o, char p) { }
                public void Copied(int[] a, object b, List<int> c, IDisposable d, Open e, (int, int[]) f, nint g) { }
                public void Generic<T>(T a) { }
            }
            """).CompilesAsync();

        var shared = generated.Text[generated.Text.IndexOf("class Shared_0 ", StringComparison.Ordinal)..generated.Text.IndexOf("class Shared_0__Refs", StringComparison.Ordinal)];
        var copied = generated.Text[generated.Text.IndexOf("class Copied_0 ", StringComparison.Ordinal)..generated.Text.IndexOf("class Copied_0__Refs", StringComparison.Ordinal)];
        Assert.DoesNotContain("CopyArgument", shared, StringComparison.Ordinal);
        Assert.DoesNotContain("ForExecution", shared, StringComparison.Ordinal);
        Assert.Equal(7, copied.Split("CopyArgument(").Length - 1);
        Assert.Equal(7, copied.Split("ForExecution(").Length - 1);
        Assert.Contains("= CopyArgument(a);", generated.Text[generated.Text.IndexOf("class Generic_0<T>", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_IsACallThatStreams_AndGivesAStreamOfRefs()
    {
        var generated = await Generated.From("""
            [Remote] public class Feed
            {
                [Method(ReadAhead = 4)] public IAsyncEnumerable<int[]> Follow(int from, CancellationToken ct) => null!;
                [Remote(ReadAhead = -1)] public static IAsyncEnumerable<int> Count(int to) => null!;
            }
            """).CompilesAsync();

        Assert.Contains(": global::RayAkka.CompilerServices.StreamActorCall<global::Feed, int[]>", generated.Text, StringComparison.Ordinal);
        Assert.Contains("global::RayAkka.ObjectRefStream<int[]> Remote(int from)", generated.Text, StringComparison.Ordinal);
        Assert.Contains("RemoteStreams.Submit<int[]>(this.__handle, __call, this.__options);", generated.Text, StringComparison.Ordinal);
        Assert.Contains("MethodOptions = new global::RayAkka.CallOptions { ReadAhead = 4 }", generated.Text, StringComparison.Ordinal);
        Assert.Contains(": global::RayAkka.CompilerServices.StreamTaskCall<int>", generated.Text, StringComparison.Ordinal);
        Assert.Contains("RemoteStreams.SubmitTask<int>(__call, this.__options);", generated.Text, StringComparison.Ordinal);
        Assert.Contains("TaskOptions = new global::RayAkka.TaskOptions { ReadAhead = -1 }", generated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_UsesNeitherReflectionNorObjectArraysNorBoxing()
    {
        var generated = await Generated.From(Counter).CompilesAsync();

        Assert.DoesNotContain("object", generated.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("typeof", generated.Text, StringComparison.Ordinal);
    }
}
