using Microsoft.CodeAnalysis;
using RayAkka.Generators.Analyzers;

namespace RayAkka.Generators.Tests.Analyzers;

public class BlockingInAsyncAnalyzerTests
{
    [Theory]
    [InlineData("Ray.Get(r)", "Ray.Get", "await the ObjectRef, or Ray.GetAsync, instead")]
    [InlineData("Ray.Get(r, timeout: TimeSpan.FromSeconds(1))", "Ray.Get", "await the ObjectRef, or Ray.GetAsync, instead")]
    [InlineData("Ray.Wait([r])", "Ray.Wait", "await Ray.WaitAsync instead")]
    [InlineData("Ray.Shutdown()", "Ray.Shutdown", "await Ray.ShutdownAsync instead")]
    [InlineData("r.GetAwaiter().GetResult()", "GetResult", "await the ObjectRef instead")]
    [InlineData("r.AsTask().GetAwaiter().GetResult()", "GetResult", "await the ObjectRef instead")]
    [InlineData("r.AsTask().Wait()", "Wait", "await the ObjectRef instead")]
    [InlineData("_ = r.AsTask().Result", "Result", "await the ObjectRef instead")]
    public async Task Analyze_BlockingCallInAsyncMethod_WarnsAndNamesTheAwait(string call, string name, string advice)
    {
        var found = await Analyzing.RunAsync<BlockingInAsyncAnalyzer>(
            $$"""class C { async Task M(ObjectRef<int> r) { await Task.Yield(); {{call}}; } }""");

        var warning = Assert.Single(found);
        Assert.Equal(RuleIds.BlockingInAsync, warning.Id);
        Assert.Equal(DiagnosticSeverity.Warning, warning.Severity);
        Assert.Equal($"'{name}' blocks the thread inside an async method; {advice}", warning.Sentence());
        Assert.Equal(call.Replace("_ = ", "", StringComparison.Ordinal), warning.Target());
    }

    [Theory]
    [InlineData("Func<Task<int>> f = async () => { await Task.Yield(); return Ray.Get(r); };")]
    [InlineData("Func<ObjectRef<int>, Task> f = async delegate(ObjectRef<int> x) { await Task.Yield(); Ray.Get(x); };")]
    [InlineData("async Task<int> Local() { await Task.Yield(); return Ray.Get(r); }")]
    public async Task Analyze_AsyncFunctionInSynchronousMethod_Warns(string statement)
    {
        var found = await Analyzing.RunAsync<BlockingInAsyncAnalyzer>($$"""class C { void M(ObjectRef<int> r) { {{statement}} } }""");

        Assert.Equal(RuleIds.BlockingInAsync, Assert.Single(found).Id);
    }

    [Theory]
    [InlineData("void M(ObjectRef<int> r) { Ray.Get(r); Ray.Wait([r]); Ray.Shutdown(); r.GetAwaiter().GetResult(); }")]
    [InlineData("Task<int> M(ObjectRef<int> r) => Task.FromResult(Ray.Get(r));")]
    [InlineData("async Task M(ObjectRef<int> r) => await Task.Run(() => Ray.Get(r));")]
    [InlineData("async Task M(ObjectRef<int> r) { await Task.Yield(); int Local() => Ray.Get(r); }")]
    [InlineData("async Task M(ObjectRef<int> r) { await r; await Ray.GetAsync(r); Ray.Init(); }")]
    [InlineData("async Task M(Task<int> t) { await t; t.GetAwaiter().GetResult(); t.Wait(); _ = t.Result; }")]
    public async Task Analyze_CodeThatBlocksNoAsyncMethod_IsSilent(string member)
    {
        Assert.Empty(await Analyzing.RunAsync<BlockingInAsyncAnalyzer>($$"""class C { {{member}} }"""));
    }

    [Fact]
    public async Task Analyze_GetOfAnotherClassNamedRay_IsSilent()
    {
        var found = await Analyzing.RunAsync<BlockingInAsyncAnalyzer>(
            """
            namespace Light
            {
                static class Ray { public static void Get(int x) { } }
                class C { async Task M() { await Task.Yield(); Ray.Get(1); } }
            }
            """);

        Assert.Empty(found);
    }

    [Fact]
    public async Task Analyze_TopLevelStatementsWithAwait_AreSilent()
    {
        var found = await Analyzing.RunAsync<BlockingInAsyncAnalyzer>(
            "ObjectRef<int> r = null!; await Task.Yield(); Console.WriteLine(Ray.Get(r));",
            OutputKind.ConsoleApplication);

        Assert.Empty(found);
    }
}
