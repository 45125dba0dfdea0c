namespace RayAkka.Generators.Tests.Generation;

/// <summary>The rows of the rules of the surface, each compiled without a finding.</summary>
public class SurfaceTests
{
    private const string Counter = "[Remote] public class Counter(int start) { public int Increment(int by = 1) => start + by; }";

    [Fact]
    public async Task Class_FromAnotherNamespace_NeedsNoFurtherUsing() => await Generated.From("""
        namespace A.B { [Remote] public class Counter(int start) { public int Increment() => start; } }
        namespace C
        {
            public static class Calls
            {
                public static ObjectRef<int> Use(ActorHandle<A.B.Counter> counter) => counter.Increment.Remote();
                public static ActorHandle<A.B.Counter> Create() => A.B.Counter.Remote(5);
            }
        }
        """).CompilesAsync();

    [Fact]
    public async Task Options_OnClassAndMethod_LeadToTheSameRemote() => await Generated.From(Counter + """
        public static class Calls
        {
            public static ActorHandle<Counter> Create() => Counter.Options(new() { Name = "c", NumCpus = 2 }).Remote(5);
            public static ObjectRef<int> Use(ActorHandle<Counter> c, ObjectRef<int> r) => c.Increment.Options(new() { MaxTaskRetries = 3 }).Remote(by: r);
        }
        """).CompilesAsync();

    [Fact]
    public async Task RemoteAsync_OfAMethod_TakesWhatRemoteTakes() => await Generated.From(Counter + """
        [Remote] public class Other { public void Say(string text, object? tag = null) { } public T Echo<T>(T value) => value; }
        public static class Calls
        {
            public static async Task Use(ActorHandle<Counter> c, ActorHandle<Other> o, ObjectRef<int> r)
            {
                ObjectRef<int> a = await c.Increment.RemoteAsync();
                ObjectRef<int> b = await c.Increment.Options(new() { MaxTaskRetries = 3 }).RemoteAsync(by: r);
                ObjectRef s = await o.Say.RemoteAsync("x", r);
                ObjectRef<string> e = await o.Echo.RemoteAsync("x");
            }
        }
        """).CompilesAsync();

    [Fact]
    public void RemoteAsync_OfConstructorsAndFunctions_IsNotThere()
    {
        var generated = Generated.From("[Remote] public class A(int x) { } public static class F { [Remote] public static int Twice(int x) => 2 * x; }");
        Assert.DoesNotContain("RemoteAsync", generated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConcurrencyGroups_OfClassAndMethod_AreOptions()
    {
        var generated = await Generated.From("""
            [Remote(MaxPendingCalls = 5, MailboxCapacity = 9), ConcurrencyGroup("io", 2), ConcurrencyGroup("cpu", 1)]
            public class Actor { [Method(ConcurrencyGroup = "io")] public int Read() => 1; }
            """).CompilesAsync();
        Assert.Contains("ConcurrencyGroups = { [\"io\"] = 2, [\"cpu\"] = 1 }", generated.Text, StringComparison.Ordinal);
        Assert.Contains("MaxPendingCalls = 5, MailboxCapacity = 9", generated.Text, StringComparison.Ordinal);
        Assert.Contains("CallOptions { ConcurrencyGroup = \"io\" }", generated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_HaveTheTypeOfWhatIsAwaited() => await Generated.From("""
        [Remote] public class Actor
        {
            public void Void() { }
            public int Value() => 1;
            public string? Nullable() => null;
            public (int Id, string? Name) Tuple() => default;
            public Task Task1() => System.Threading.Tasks.Task.CompletedTask;
            public Task<int> Task2() => System.Threading.Tasks.Task.FromResult(1);
            public ValueTask ValueTask1() => default;
            public ValueTask<List<string?>> ValueTask2() => default;
            public ObjectRef<int> Nested(ObjectRef<int> r) => r;
            public ActorHandle<Actor> Handle() => null!;
        }
        public static class Calls
        {
            public static void Use(ActorHandle<Actor> a)
            {
                ObjectRef v = a.Void.Remote();
                ObjectRef<int> i = a.Value.Remote();
                ObjectRef<string?> n = a.Nullable.Remote();
                ObjectRef<(int Id, string? Name)> t = a.Tuple.Remote();
                ObjectRef t1 = a.Task1.Remote();
                ObjectRef<int> t2 = a.Task2.Remote();
                ObjectRef v1 = a.ValueTask1.Remote();
                ObjectRef<List<string?>> v2 = a.ValueTask2.Remote();
                ObjectRef<ObjectRef<int>> o = a.Nested.Remote(i);
                ObjectRef<ActorHandle<Actor>> h = a.Handle.Remote();
            }
        }
        """).CompilesAsync();

    [Fact]
    public async Task CancellationToken_IsFilledByTheRuntime()
    {
        var generated = await Generated.From("""
            [Remote] public class Actor(CancellationToken life)
            {
                public Task<int> A(int x, CancellationToken ct = default, int y = 2) => life == ct ? Task.FromResult(x) : Task.FromResult(y);
            }
            public static class Calls
            {
                public static ObjectRef<int> Use() => Actor.Remote().A.Remote(1, y: 3);
            }
            """).CompilesAsync();

        Assert.Contains("actor.A(this._x, CancellationToken, this._y)", generated.Text, StringComparison.Ordinal);
        Assert.Contains("new global::Actor(CancellationToken)", generated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Constructors_EachGetTheirOverloads() => await Generated.From("""
        [Remote] public class Actor { public Actor() { } public Actor(string name) { } internal Actor(int[] values, bool flag = true) { } }
        [Remote] public record Settings(int Depth, string? Name = null) { public int Twice() => 2 * Depth; }
        public static class Calls
        {
            public static void Use(ObjectRef<string> name)
            {
                Actor.Remote(); Actor.Remote("a"); Actor.Remote(name); Actor.Remote([1]); Actor.Options(new()).Remote([1], flag: false);
                ObjectRef<int> t = Settings.Remote(2).Twice.Remote();
            }
        }
        """).CompilesAsync();

    [Fact]
    public async Task Partial_ClassOverSeveralFiles_IsGeneratedOnce() => await Generated.From("""
        [Remote] public partial class Actor { public void A() { } [Remote] public static void F() { } }
        public partial class Actor { public void B() { } [Remote] public static void G() { } }
        """).CompilesAsync();

    [Fact]
    public async Task Accessibility_FollowsTheClass()
    {
        var generated = await Generated.From("""
            public class Outer
            {
                internal class Hidden { }
                [Remote] internal class Actor { public Hidden Make(Hidden? x = null) => x ?? new(); }
                protected internal static class Functions { [Remote] internal static Hidden Make(Hidden x) => x; [Remote] public static void Two() { } }
            }
            [Remote] class Plain { public void M() { } }
            """).CompilesAsync();

        Assert.DoesNotContain("public static class", generated.Text, StringComparison.Ordinal);
        Assert.Contains("internal static class Outer_Actor_Remote", generated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InternalFunction_OfAPublicClass_IsInternal() => await Generated.From("""
        internal class Hidden { }
        public class Functions { [Remote] internal static Hidden Make(Hidden x) => x; [Remote] public static void Two() { } }
        """).CompilesAsync();

    [Fact]
    public async Task Obsolete_WarnsTheCallerOnly()
    {
        var generated = Generated.From("""
            [Remote] public class Actor
            {
                [Obsolete("use B", DiagnosticId = "OLD1")] public void A(int x) { }
                [Obsolete("gone", true)] public void C() { }
                public void B() { }
            }
            [Obsolete("no")] [Remote] public class Old { public void M(int x) { } }
            public static class Calls { public static void Use(ActorHandle<Actor> a) { a.A.Remote(1); a.B.Remote(); } }
            """);

        Assert.StartsWith("OLD1:", Assert.Single(await generated.FindingsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Docs_AreCarriedOver()
    {
        var generated = await Generated.From("""
            /// <summary>Counts.</summary>
            /// <param name="start">Where it starts.</param>
            [Remote] public class Counter(int start)
            {
                /// <summary>
                /// Adds to <see cref="Total"/>.
                /// </summary>
                /// <param name="by">How much.</param>
                /// <param name="ct">Stops.</param>
                /// <returns>The new value.</returns>
                public Task<int> Add(int by, CancellationToken ct) => Task.FromResult(by + start);
                /// <inheritdoc cref="Add"/>
                public int Total() => start;
            }
            """).CompilesAsync();

        Assert.Contains("/// Adds to <see cref=\"M:Counter.Total\" />.", generated.Text, StringComparison.Ordinal);
        Assert.Contains("/// <param name=\"by\">How much.</param>", generated.Text, StringComparison.Ordinal);
        Assert.Contains("/// <param name=\"start\">Where it starts.</param>", generated.Text, StringComparison.Ordinal);
        Assert.Contains("/// <returns>The new value.</returns>", generated.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"ct\"", generated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Functions_StandUnderTasks_OfAnyClass() => await Generated.From("""
        public static class Pi
        {
            [Remote(NumCpus = 1)] public static long Sample(long n, int id = 0) => n + id;
            [Remote] public static long Sample(string n) => 1;
            [Remote] public static async Task<T> Later<T>(T value, CancellationToken ct) { await Task.Yield(); return value; }
            [Remote] public static void Log(params string[] lines) { }
        }
        public class Plain { [Remote] public static int Twice(int x) => 2 * x; }
        public class Sub : Plain { [Remote] public static int Thrice(int x) => 3 * x; }
        public struct Point { [Remote] public static Point Make() => default; }
        public interface IThing { [Remote] static int Count() => 1; }
        [Remote] public class Actor { [Remote] public static int F() => 1; public int G() => 2; }
        public static class Calls
        {
            public static void Use(ObjectRef<long> r)
            {
                ObjectRef<long> a = Pi.Tasks.Sample.Remote(1);
                ObjectRef<long> b = Pi.Tasks.Sample.Options(new() { MaxRetries = 5 }).Remote(a, id: 2);
                ObjectRef<int> c = Pi.Tasks.Later.Remote(5);
                ObjectRef<long> d = Pi.Tasks.Later.Remote(r);
                ObjectRef e = Pi.Tasks.Log.Remote("a", "b");
                ObjectRef<int> f = Plain.Tasks.Twice.Remote(1);
                ObjectRef<int> g = Sub.Tasks.Thrice.Remote(f);
                ObjectRef<Point> h = Point.Tasks.Make.Remote();
                ObjectRef<int> i = IThing.Tasks.Count.Remote();
                ObjectRef<int> j = Actor.Tasks.F.Remote();
                ObjectRef<int> k = Actor.Remote().G.Remote();
            }
        }
        """).CompilesAsync();

    [Theory]
    [InlineData("Tasks", "")]
    [InlineData("Remote", "")]
    [InlineData("Options", "")]
    [InlineData("Counter_Remote", "")]
    [InlineData("Creator__Struct", "[Remote] public static int F() => 1;")]
    [InlineData("ActorHandle", "[Remote] public static int F() => 1;")]
    public async Task Class_NamedLikeAGeneratedMember_CompilesOrIsReported(string name, string function)
    {
        var generated = Generated.From($"namespace Case {{ [Remote] public class {name}(int x) {{ public int M() => x; {function} }} }}");

        if (name is "Remote" or "Options")
        {
            await generated.ReportsAsync("RAY1003");
        }
        else
        {
            await generated.CompilesAsync();
        }
    }

    [Fact]
    public async Task FunctionsOfAClass_NamedTasks_AreReported() =>
        await Generated.From("public static class Tasks { [Remote] public static int F() => 1; }").ReportsAsync("RAY1003");

    [Theory]
    [InlineData("handle")]
    [InlineData("Actor")]
    [InlineData("Increment_0")]
    [InlineData("Creation_0")]
    [InlineData("get_X")]
    [InlineData("Invoke")]
    [InlineData("Descriptor")]
    public async Task Method_NamedLikeGeneratedPlumbing_Compiles(string name) => await Generated.From($$"""
        [Remote] public class Actors
        {
            public int {{name}}(int call, int options, int handle, int actor, int visitor, int x = 1) => x;
            public int Increment(int x) => x;
            [Remote] public static int F{{name}}(int call, int options) => 1;
        }
        """).CompilesAsync();
}
