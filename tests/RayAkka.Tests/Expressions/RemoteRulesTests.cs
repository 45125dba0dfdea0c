using RayAkka.Expressions;
using RayAkka.Tests.Expressions.Samples;

namespace RayAkka.Tests.Expressions;

public class RemoteRulesTests
{
    [Theory]
    [InlineData(nameof(Breaker.Ref), "Parameter 'value' of 'Breaker.Ref' is passed by reference")]
    [InlineData(nameof(Breaker.Out), "Parameter 'value' of 'Breaker.Out' is passed by reference")]
    [InlineData(nameof(Breaker.In), "Parameter 'value' of 'Breaker.In' is passed by reference")]
    [InlineData(nameof(Breaker.Pointer), "Parameter 'value' of 'Breaker.Pointer' is a pointer")]
    [InlineData(nameof(Breaker.FunctionPointer), "Parameter 'value' of 'Breaker.FunctionPointer' is a pointer")]
    [InlineData(nameof(Breaker.Span), "Parameter 'values' of 'Breaker.Span' is a ref struct")]
    [InlineData(nameof(Breaker.Callback), "Parameter 'callback' of 'Breaker.Callback' is a delegate")]
    [InlineData(nameof(Breaker.Tasked), "Parameter 'task' of 'Breaker.Tasked' is a task")]
    [InlineData(nameof(Breaker.ValueTasked), "Parameter 'task' of 'Breaker.ValueTasked' is a task")]
    [InlineData(nameof(Breaker.Streamed), "Parameter 'values' of 'Breaker.Streamed' is an iterator")]
    [InlineData(nameof(Breaker.File), "Parameter 'stream' of 'Breaker.File' is a stream")]
    [InlineData(nameof(Breaker.Nested), "Parameter 'callbacks' of 'Breaker.Nested' is a delegate")]
    [InlineData(nameof(Breaker.NestedToken), "Parameter 'pair' of 'Breaker.NestedToken' holds a CancellationToken")]
    [InlineData(nameof(Breaker.Source), "Parameter 'source' of 'Breaker.Source' belongs to this process")]
    [InlineData(nameof(Breaker.Tree), "Parameter 'tree' of 'Breaker.Tree' is an expression tree")]
    [InlineData(nameof(Breaker.AsyncVoid), "'Breaker.AsyncVoid' is async void")]
    [InlineData(nameof(Breaker.ReturnsPointer), "The result of 'Breaker.ReturnsPointer' is a pointer")]
    [InlineData(nameof(Breaker.ReturnsSpan), "The result of 'Breaker.ReturnsSpan' is a ref struct")]
    [InlineData(nameof(Breaker.ReturnsDelegate), "The result of 'Breaker.ReturnsDelegate' is a delegate")]
    [InlineData(nameof(Breaker.ReturnsStream), "The result of 'Breaker.ReturnsStream' is a delegate")]
    [InlineData(nameof(Breaker.Yields), "The result of 'Breaker.Yields' is an iterator")]
    [InlineData(nameof(Breaker.ReturnsStreamLater), "The result of 'Breaker.ReturnsStreamLater' is a stream")]
    [InlineData(nameof(Breaker.ReturnsToken), "The result of 'Breaker.ReturnsToken' is a CancellationToken")]
    [InlineData(nameof(Breaker.ReturnsReference), "The result of 'Breaker.ReturnsReference' is returned by reference")]
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
        Assert.Contains("is a task", Calls.MisuseOf(x => x.WaitAsync(null)));
}
