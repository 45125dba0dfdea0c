using RayAkka.Expressions;
using RayAkka.Tests.Expressions.Samples;

namespace RayAkka.Tests.Expressions;

public class RemoteRulesTests
{
    [Theory]
    [InlineData(nameof(Breaker.Ref), "The parameter 'value' of Breaker.Ref is passed by ref")]
    [InlineData(nameof(Breaker.Out), "The parameter 'value' of Breaker.Out is passed by out")]
    [InlineData(nameof(Breaker.In), "The parameter 'value' of Breaker.In is passed by in")]
    [InlineData(nameof(Breaker.Pointer), "The parameter 'value' of Breaker.Pointer is a pointer")]
    [InlineData(nameof(Breaker.FunctionPointer), "The parameter 'value' of Breaker.FunctionPointer is a pointer")]
    [InlineData(nameof(Breaker.Span), "The parameter 'values' of Breaker.Span is a ref struct (ReadOnlySpan<Int32>)")]
    [InlineData(nameof(Breaker.Callback), "The parameter 'callback' of Breaker.Callback is a delegate (Func<Int32>)")]
    [InlineData(nameof(Breaker.Tasked), "The parameter 'task' of Breaker.Tasked is a task (Task<Int32>)")]
    [InlineData(nameof(Breaker.ValueTasked), "The parameter 'task' of Breaker.ValueTasked is a task (ValueTask<Int32>)")]
    [InlineData(nameof(Breaker.Streamed), "The parameter 'values' of Breaker.Streamed is a stream (IAsyncEnumerable<Int32>)")]
    [InlineData(nameof(Breaker.File), "The parameter 'stream' of Breaker.File is a stream (MemoryStream)")]
    [InlineData(nameof(Breaker.AsyncVoid), "Breaker.AsyncVoid is async void")]
    [InlineData(nameof(Breaker.ReturnsPointer), "Breaker.ReturnsPointer returns Int32*")]
    [InlineData(nameof(Breaker.ReturnsSpan), "Breaker.ReturnsSpan returns Span<Int32>")]
    [InlineData(nameof(Breaker.ReturnsDelegate), "Breaker.ReturnsDelegate returns Func<Int32>")]
    [InlineData(nameof(Breaker.ReturnsStream), "Breaker.ReturnsStream returns IAsyncEnumerable<Int32>")]
    public void Check_MethodThatCannotBeRemote_SaysWhy(string method, string expected)
    {
        var member = typeof(Breaker).GetMethod(method)!;

        Assert.StartsWith(expected, Calls.MisuseOf(() => RemoteRules.Check(member)), StringComparison.Ordinal);
    }

    [Fact]
    public void ParseMethod_MethodThatCannotBeRemote_IsRefusedEveryTime()
    {
        for (var i = 0; i < 2; i++)
        {
            Assert.Contains("is a delegate", Calls.MisuseOf(() => Calls.MethodOf<Breaker, int>(x => x.Callback(() => 3))));
        }
    }

    [Fact]
    public void ParseMethod_TaskParameterWithADefault_IsRefused() =>
        Assert.Contains("is a task (Task)", Calls.MisuseOf(x => x.WaitAsync(null)));
}
