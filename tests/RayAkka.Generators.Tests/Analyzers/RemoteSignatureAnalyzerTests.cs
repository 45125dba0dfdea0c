using Microsoft.CodeAnalysis;
using RayAkka.Generators.Analyzers;
using RayAkka.Rules;

namespace RayAkka.Generators.Tests.Analyzers;

public class RemoteSignatureAnalyzerTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { "ref int p", RemoteRuleTexts.ByReference },
        { "in int p", RemoteRuleTexts.ByReference },
        { "ref readonly int p", RemoteRuleTexts.ByReference },
        { "int* p", RemoteRuleTexts.Pointer },
        { "delegate*<int, void> p", RemoteRuleTexts.Pointer },
        { "int*[] p", RemoteRuleTexts.Pointer },
        { "Span<int> p", RemoteRuleTexts.RefStruct },
        { "params ReadOnlySpan<int> p", RemoteRuleTexts.RefStruct },
        { "Action p", RemoteRuleTexts.Delegate },
        { "Func<int, int>? p", RemoteRuleTexts.Delegate },
        { "Delegate p", RemoteRuleTexts.Delegate },
        { "List<Action> p", RemoteRuleTexts.Delegate },
        { "Dictionary<string, Func<int>[]> p", RemoteRuleTexts.Delegate },
        { "(int A, Action B) p", RemoteRuleTexts.Delegate },
        { "System.Linq.Expressions.Expression<Func<int>> p", RemoteRuleTexts.Expression },
        { "System.Linq.IQueryable<int> p", RemoteRuleTexts.Expression },
        { "Task p", RemoteRuleTexts.Task },
        { "Task<int> p", RemoteRuleTexts.Task },
        { "ValueTask<int>? p", RemoteRuleTexts.Task },
        { "TaskCompletionSource<int> p", RemoteRuleTexts.Task },
        { "CancellationTokenSource p", RemoteRuleTexts.CancellationSource },
        { "CancellationToken[] p", RemoteRuleTexts.NestedToken },
        { "Stream p", RemoteRuleTexts.Stream },
        { "MemoryStream p", RemoteRuleTexts.Stream },
        { "StreamReader p", RemoteRuleTexts.Stream },
        { "System.Threading.Channels.ChannelReader<int> p", RemoteRuleTexts.Stream },
        { "IEnumerator<int> p", RemoteRuleTexts.Iterator },
        { "System.Collections.IEnumerator p", RemoteRuleTexts.Iterator },
        { "IAsyncEnumerable<int> p", RemoteRuleTexts.Iterator },
        { "Thread p", RemoteRuleTexts.Thread },
        { "Timer p", RemoteRuleTexts.Thread },
        { "ManualResetEvent p", RemoteRuleTexts.Thread },
        { "Lock p", RemoteRuleTexts.Thread },
        { "Microsoft.Win32.SafeHandles.SafeFileHandle p", RemoteRuleTexts.Handle },
        { "System.Net.Http.HttpClient p", RemoteRuleTexts.Handle },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Analyze_ParameterThatCannotTravel_IsAnErrorThatNamesIt(string parameter, string reason)
    {
        var found = await Analyzing.RunAsync<RemoteSignatureAnalyzer>(
            $$"""
            [Remote] public unsafe class A
            {
                public void M(int before, {{parameter}}) { }
            }
            """);

        var error = Assert.Single(found);
        Assert.Equal(RuleIds.Parameter, error.Id);
        Assert.Equal(DiagnosticSeverity.Error, error.Severity);
        Assert.Equal($"Parameter 'p' of 'A.M' {reason}.", error.Sentence());
        Assert.Equal("p", error.Target());
    }

    [Theory]
    [InlineData("public class C { [Remote] internal static void F(Action p) { } }", "C.F")]
    [InlineData("[Remote] public class C { public C(Action p) { } }", "C")]
    [InlineData("[Remote] public class C { internal C(Action p) { } }", "C")]
    [InlineData("[Remote] public class C(Action p) { private readonly Action _p = p; }", "C")]
    [InlineData("[Remote] public record C(Action P);", "C")]
    [InlineData("[Remote] public class C<T> where T : Stream { public void M(T p) { } }", "C.M")]
    [InlineData("[Remote] public class C { public void M<T>(T p) where T : allows ref struct { } }", "C.M")]
    [InlineData("public abstract class B { public abstract void M(Action p); } "
        + "[Remote] public class C : B { public override void M(Action p) { } }", "C.M")]
    public async Task Analyze_ConstructorFunctionOrGenericMember_IsJudgedToo(string source, string member)
    {
        var error = Assert.Single(await Analyzing.RunAsync<RemoteSignatureAnalyzer>(source));

        Assert.Equal(RuleIds.Parameter, error.Id);
        Assert.Contains($"of '{member}' ", error.Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_OutParameter_IsAnError()
    {
        var found = await Analyzing.RunAsync<RemoteSignatureAnalyzer>("[Remote] public class A { public void M(out int p) => p = 1; }");

        Assert.Equal(RemoteRuleTexts.Parameter("A.M", "p", RemoteRuleTexts.ByReference), Assert.Single(found).Sentence());
    }

    [Theory]
    [InlineData("int p")]
    [InlineData("string? p")]
    [InlineData("object p")]
    [InlineData("params int[] p")]
    [InlineData("IEnumerable<int> p")]
    [InlineData("Dictionary<string, List<int?>> p")]
    [InlineData("(int A, string B)? p")]
    [InlineData("Memory<byte> p")]
    [InlineData("CancellationToken p")]
    [InlineData("CancellationToken p = default")]
    [InlineData("ObjectRef p")]
    [InlineData("ObjectRef<int> p")]
    [InlineData("List<ObjectRef<int>> p")]
    [InlineData("ActorHandle<Cases.Counter> p")]
    [InlineData("IComparer<int> p")]
    [InlineData("dynamic p")]
    public async Task Analyze_ParameterThatTravels_IsSilent(string parameter)
    {
        Assert.Empty(await Analyzing.RunAsync<RemoteSignatureAnalyzer>(
            $$"""[Remote] public class A { public void M({{parameter}}) { } }"""));
    }

    [Theory]
    [InlineData("ref int M() => ref _x[0];", RemoteRuleTexts.ReturnedByReference)]
    [InlineData("int* M() => null;", RemoteRuleTexts.Pointer)]
    [InlineData("Span<int> M() => default;", RemoteRuleTexts.RefStruct)]
    [InlineData("Func<int> M() => () => 1;", RemoteRuleTexts.Delegate)]
    [InlineData("Task<Action> M() => null!;", RemoteRuleTexts.Delegate)]
    [InlineData("Task<Task<int>> M() => null!;", RemoteRuleTexts.Task)]
    [InlineData("async ValueTask<Stream> M() { await Task.Yield(); return Stream.Null; }", RemoteRuleTexts.Stream)]
    [InlineData("CancellationToken M() => default;", RemoteRuleTexts.ReturnedToken)]
    [InlineData("IEnumerator<int> M() => null!;", RemoteRuleTexts.Iterator)]
    [InlineData("Task<IAsyncEnumerable<int>> M() => null!;", RemoteRuleTexts.Iterator)]
    [InlineData("IAsyncEnumerable<Action> M() => null!;", RemoteRuleTexts.Delegate)]
    [InlineData("IAsyncEnumerable<CancellationToken> M() => null!;", RemoteRuleTexts.ReturnedToken)]
    [InlineData("IEnumerable<int> M() { yield return 1; }", RemoteRuleTexts.Iterator)]
    public async Task Analyze_ResultThatCannotTravel_IsAnError(string method, string reason)
    {
        var found = await Analyzing.RunAsync<RemoteSignatureAnalyzer>(
            $$"""
            [Remote] public {{(method.Contains('*', StringComparison.Ordinal) ? "unsafe " : "")}}class A
            {
                private readonly int[] _x = [1];
                public int First => _x[0];
                public {{method}}
            }
            """);

        var error = Assert.Single(found);
        Assert.Equal(RuleIds.Result, error.Id);
        Assert.Equal($"The result of 'A.M' {reason}.", error.Sentence());
        Assert.Equal("M", error.Target());
    }

    [Theory]
    [InlineData("void M() { }")]
    [InlineData("Task M() => Task.CompletedTask;")]
    [InlineData("async Task<int> M() { await Task.Yield(); return 1; }")]
    [InlineData("ValueTask<List<int>> M() => default;")]
    [InlineData("ObjectRef<int> M() => null!;")]
    [InlineData("Task<ObjectRef<int>> M() => null!;")]
    [InlineData("IEnumerable<int> M() => [1];")]
    [InlineData("async IAsyncEnumerable<int> M() { await Task.Yield(); yield return 1; }")]
    [InlineData("IEnumerable<int> M() { return new List<int>(All()); IEnumerable<int> All() { yield return 1; } }")]
    public async Task Analyze_ResultThatTravels_IsSilent(string method)
    {
        Assert.Empty(await Analyzing.RunAsync<RemoteSignatureAnalyzer>($$"""[Remote] public class A { public {{method}} }"""));
    }

    [Theory]
    [InlineData("[Remote] public class A { public async void M() => await Task.Yield(); }")]
    [InlineData("public class A { [Remote] public static async void M() => await Task.Yield(); }")]
    public async Task Analyze_AsyncVoid_IsAnError(string source)
    {
        var error = Assert.Single(await Analyzing.RunAsync<RemoteSignatureAnalyzer>(source));

        Assert.Equal(RuleIds.AsyncVoid, error.Id);
        Assert.Equal(RemoteRuleTexts.AsyncVoid("A.M"), error.Sentence());
    }

    [Theory]
    [InlineData("public class A { public void M(Action p) { } public async void N() => await Task.Yield(); }")]
    [InlineData("[Remote] public class A { internal void M(Action p) { } private async void N() => await Task.Yield(); }")]
    [InlineData("[Remote] public class A { public A() { } private A(Action p) { } }")]
    [InlineData("[Remote] public class A { public A() { } internal A(Action p) { } }")]
    [InlineData("[Remote] public class A { public static void M(ref int p) { } }")]
    [InlineData("[Remote] public record A(int X, string Y);")]
    [InlineData("[Remote] public class A { public Action? P { get; set; } public event Action? E { add { } remove { } } }")]
    [InlineData("public class B { public void M(Action p) { } } [Remote] public class A : B;")]
    [InlineData("[Remote] public class A : Stream { public override bool CanRead => true; public override bool CanSeek => true; "
        + "public override bool CanWrite => true; public override long Length => 0; public override long Position { get; set; } "
        + "public override void Flush() { } public override int Read(byte[] b, int o, int c) => 0; "
        + "public override int Read(Span<byte> b) => 0; "
        + "public override long Seek(long o, SeekOrigin s) => 0; public override void SetLength(long v) { } "
        + "public override void Write(byte[] b, int o, int c) { } }")]
    public async Task Analyze_MemberThatIsNotRemoteOrNotTheUsers_IsSilent(string source)
    {
        Assert.Empty(await Analyzing.RunAsync<RemoteSignatureAnalyzer>(source));
    }
}
