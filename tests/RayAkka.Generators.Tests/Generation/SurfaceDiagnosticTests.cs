using Microsoft.CodeAnalysis;

namespace RayAkka.Generators.Tests.Generation;

/// <summary>What the generator leaves out, each with exactly one finding.</summary>
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

    [Theory]
    [InlineData("[Remote] public class Actor { public async IAsyncEnumerable<int> Count() { await Task.Yield(); yield return 1; } }")]
    [InlineData("public class Pi { [Remote] public static IAsyncEnumerable<int> Count() => null!; }")]
    public async Task Stream_IsReportedAsNotSupportedYet(string source) =>
        Assert.Contains("'Count'", await Generated.From(source).ReportsAsync("RAY1005"), StringComparison.Ordinal);

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
    [InlineData("public void M(ref int x) { }")]
    [InlineData("public void M(out int x) => x = 1;")]
    [InlineData("public unsafe void M(int* x) { }")]
    [InlineData("public unsafe void M(delegate*<int> x) { }")]
    [InlineData("public void M(Span<int> x) { }")]
    [InlineData("public void M(Action x) { }")]
    [InlineData("public void M(Delegate x) { }")]
    [InlineData("public ref int M() => throw new Exception();")]
    [InlineData("public Span<int> M() => default;")]
    [InlineData("public Func<int> M() => () => 1;")]
    [InlineData("public async void M() => await Task.Yield();")]
    [InlineData("public void M<T>(T x) where T : allows ref struct { }")]
    [InlineData("public void M(__arglist) { }")]
    public async Task Method_ThatCannotTravel_IsLeftToTheAnalyzers(string method)
    {
        var generated = await Generated.From($"[Remote] public class Actor {{ {method} public int Ok() => 1; }}").CompilesAsync();

        Assert.Contains("Ok__Method Ok", generated.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(" M ", generated.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public class Outer { [Remote] private class Actor { public void M() { } } }")]
    [InlineData("public class Outer { [Remote] protected class Actor { public void M() { } } }")]
    [InlineData("file class Outer { [Remote] public class Actor { public void M() { } } }")]
    [InlineData("[Remote] file class Actor { public void M() { } }")]
    [InlineData("[Remote] public static class Actor { }")]
    [InlineData("[Remote] public abstract class Actor { public abstract void M(); }")]
    [InlineData("public class Pi { [Remote] private static int F() => 1; }")]
    [InlineData("public class Pi { [Remote] public int F() => 1; }")]
    public async Task Target_ThatCannotBeRemote_IsLeftToTheAnalyzers(string source) =>
        Assert.Empty((await Generated.From(source).CompilesAsync()).Sources);

    [Fact]
    public async Task Constructor_ThatCannotBeReached_IsLeftOut()
    {
        var generated = await Generated.From("""
            [Remote] public class Actor { private Actor(int x) { } protected Actor(long x) { } internal Actor(string x) { } }
            [Remote] public class Strict { public required int X { get; init; } public void M() { } }
            """).CompilesAsync();

        Assert.Contains("internal static global::RayAkka.ActorHandle<global::Actor> Remote(string x)", generated.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Remote(int x)", generated.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Remote(long x)", generated.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ActorHandle<global::Strict> Remote", generated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finding_OnInheritedMemberOfAnotherAssembly_StandsAtTheClass()
    {
        var library = Library.Compile("namespace Lib; public class Base { public void As() { } }");
        var finding = await Generated.From("[Remote] public class Actor : Lib.Base { }", library).ReportsAsync("RAY1001");

        Assert.Contains("'As'", finding, StringComparison.Ordinal);
    }
}
