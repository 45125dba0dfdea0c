namespace RayAkka.Generators.Tests.Generation;

/// <summary>What the generator leaves out, each with exactly one finding of the generator or an analyzer.</summary>
public class SurfaceDiagnosticTests
{
    [Theory]
    [InlineData("Task")]
    [InlineData("As")]
    [InlineData("ActorHandle")]
    public async Task Method_NamedLikeAMemberOfTheHandle_IsReported(string name)
    {
        var finding = await Generated.From($"[Remote] public class Actor {{ public void {name}() {{ }} }}").ReportsAsync("RAY1001");

        Assert.Contains($"'{name}'", finding, StringComparison.Ordinal);
        Assert.Contains("[Method(Name = \"...\")]", finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Method_NamedLikeAMemberOfObject_IsReported() =>
        await Generated.From("[Remote] public class Actor { public int GetHashCode(int seed) => seed; }").ReportsAsync("RAY1001");

    [Fact]
    public async Task Method_GivenAnotherName_IsGeneratedUnderThatName()
    {
        var generated = await Generated.From("""
            [Remote] public class Actor
            {
                [Method(Name = "Describe")] public override string ToString() => "";
                [Method(Name = "RunTask")] public void Task(int n) { }
            }
            public static class Calls
            {
                public static ObjectRef<string> A(ActorHandle<Actor> actor) => actor.Describe.Remote();
                public static ObjectRef B(ActorHandle<Actor> actor) => actor.RunTask.Remote(1);
            }
            """).CompilesAsync();

        Assert.Equal(["", "int"], generated.Bound());
    }

    [Fact]
    public async Task Overrides_OfObjectsMembersAndDisposal_AreLeftOutSilently()
    {
        var generated = await Generated.From("""
            [Remote] public sealed class Actor : IDisposable, IAsyncDisposable, IEquatable<Actor>
            {
                public override string ToString() => "";
                public override int GetHashCode() => 1;
                public override bool Equals(object? obj) => false;
                public bool Equals(Actor? other) => false;
                public void Dispose() { }
                public ValueTask DisposeAsync() => default;
            }
            """).CompilesAsync();

        Assert.DoesNotContain("extension(global::RayAkka.ActorHandle", generated.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("void A() { } public void A(CancellationToken ct) { }")]
    [InlineData("void A(int x) { } [Method(Name = \"A\")] public void B(int y) { }")]
    public async Task Methods_CalledInTheSameWay_AreReported(string members)
    {
        var finding = await Generated.From($"[Remote] public class Actor {{ public {members} }}").ReportsAsync("RAY1002");

        Assert.Contains("'A.Remote(", finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Constructors_CalledInTheSameWay_AreReported() =>
        await Generated.From("[Remote] public class Actor { public Actor() { } public Actor(CancellationToken ct) { } }").ReportsAsync("RAY1002");

    [Theory]
    [InlineData("[Remote] public class Actor { public static void Remote() { } }", "'Actor.Remote(...)'")]
    [InlineData("[Remote] public class Actor { public void Options() { } }", "'Actor.Options(...)'")]
    [InlineData("public class Pi { [Remote] public static int F() => 1; public static int Tasks => 1; }", "'Pi.Tasks'")]
    public async Task Member_ThatHidesTheGeneratedOne_IsReported(string source, string generated) =>
        Assert.Contains(generated, await Generated.From(source).ReportsAsync("RAY1003"), StringComparison.Ordinal);

    [Theory]
    [InlineData("[Remote(MaxRetries = 2)] public class Actor { }", "'MaxRetries' has no meaning on a remote class")]
    [InlineData("public class Pi { [Remote(MaxRestarts = 2)] public static int F() => 1; }", "'MaxRestarts' has no meaning on a remote function")]
    public async Task Value_WithoutMeaning_IsReported(string source, string sentence) =>
        Assert.Contains(sentence, await Generated.From(source).ReportsAsync("RAY1004"), StringComparison.Ordinal);

    [Fact]
    public async Task Stream_OfAnActorThatIsReplayed_IsReported()
    {
        const string Source = "[Remote(Recovery = ActorRecovery.Replay)] public class Actor { public IAsyncEnumerable<int> Count() => null!; }";
        Assert.Contains("'Count' streams", await Generated.From(Source).ReportsAsync("RAY1005"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_ThatIsNoIdentifier_IsReported() =>
        await Generated.From("[Remote] public class Actor { [Method(Name = \"a b\")] public void A() { } }").ReportsAsync("RAY1006");

    [Fact]
    public async Task Finding_IsSuppressedBySourcePragma() => await Generated.From("""
        [Remote] public class Actor
        {
        #pragma warning disable RAY1001
            public void Task() { }
        #pragma warning restore RAY1001
        }
        """).CompilesAsync();

    [Theory]
    [InlineData("public void M(ref int x) { }", "RAY2002")]
    [InlineData("public void M(out int x) => x = 1;", "RAY2002")]
    [InlineData("public unsafe void M(int* x) { }", "RAY2002")]
    [InlineData("public unsafe void M(delegate*<int> x) { }", "RAY2002")]
    [InlineData("public void M(Span<int> x) { }", "RAY2002")]
    [InlineData("public void M(Action x) { }", "RAY2002")]
    [InlineData("public void M(Delegate x) { }", "RAY2002")]
    [InlineData("public ref int M() => throw new Exception();", "RAY2003")]
    [InlineData("public Span<int> M() => default;", "RAY2003")]
    [InlineData("public Func<int> M() => () => 1;", "RAY2003")]
    [InlineData("public async void M() => await Task.Yield();", "RAY2004")]
    [InlineData("public void M<T>(T x) where T : allows ref struct { }", "RAY2002")]
    public async Task Method_ThatCannotTravel_IsLeftOutAndReported(string method, string id)
    {
        var generated = Generated.From($"[Remote] public class Actor {{ {method} public int Ok() => 1; }}");

        await generated.ReportsAsync(id);
        Assert.Contains("Ok__Method Ok", generated.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(" M ", generated.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public class Outer { [Remote] private class Actor { public void M() { } } }", "RAY2005")]
    [InlineData("public class Outer { [Remote] protected class Actor { public void M() { } } }", "RAY2005")]
    [InlineData("file class Outer { [Remote] public class Actor { public void M() { } } }", "RAY2005")]
    [InlineData("[Remote] file class Actor { public void M() { } }", "RAY2005")]
    [InlineData("[Remote] public static class Actor { }", "RAY2005")]
    [InlineData("[Remote] public abstract class Actor { public abstract void M(); }", "RAY2005")]
    [InlineData("public class Pi { [Remote] private static int F() => 1; }", "RAY2006")]
    [InlineData("public class Pi { [Remote] public int F() => 1; }", "RAY2006")]
    public async Task Target_ThatCannotBeRemote_IsLeftOutAndReported(string source, string id)
    {
        var generated = Generated.From(source);

        Assert.Empty(generated.Sources);
        await generated.ReportsAsync(id);
    }

    [Fact]
    public async Task UnmarkedSubclass_WhoseBaseWouldBeCreated_IsReported() => await Generated.From("""
        [Remote] public class Counter(int start) { public int Value() => start; }
        public class LoudCounter(int start) : Counter(start) { }
        public static class Calls { public static object Use() => LoudCounter.Remote(1); }
        """).ReportsAsync("RAY2007");

    [Fact]
    public async Task Constructor_ThatCannotBeReached_IsLeftOut()
    {
        var generated = await Generated.From("""
            [Remote] public class Actor { private Actor(int x) { } protected Actor(long x) { } internal Actor(string x) { } }
            [Remote] public class Strict
            {
                public Strict(int y) { }
                [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Strict(string z) => X = z;
                public required string X { get; init; }
            }
            """).CompilesAsync();

        Assert.Contains("internal static global::RayAkka.ActorHandle<global::Actor> Remote(string x)", generated.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Remote(int x)", generated.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Remote(long x)", generated.Text, StringComparison.Ordinal);
        Assert.Contains("global::RayAkka.ActorHandle<global::Strict> Remote(string z)", generated.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Remote(int y)", generated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finding_OnInheritedMemberOfAnotherAssembly_StandsAtTheClass()
    {
        var library = Library.Compile("namespace Lib; public class Base { public void As() { } }");
        var finding = await Generated.From("[Remote] public class Actor : Lib.Base { }", library).ReportsAsync("RAY1001");

        Assert.Contains("'As'", finding, StringComparison.Ordinal);
    }
}
