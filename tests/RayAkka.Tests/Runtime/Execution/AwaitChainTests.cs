using RayAkka.Objects;

namespace RayAkka.Tests.Runtime.Execution;

/// <summary>Who awaits a task is read from .NET's own state: a .NET that keeps it elsewhere shows here.</summary>
public sealed class AwaitChainTests
{
    private readonly TaskCompletionSource _end = new();

    [Fact]
    public async Task Leads_MethodThatAwaitsIt_IsTrue()
    {
        var method = AwaitAsync(_end.Task);

        Assert.True(AwaitChain.Leads(_end.Task, method));
        Assert.True(AwaitChain.Leads(method, method));
        await EndAsync(method);
    }

    [Fact]
    public async Task Leads_ThroughOtherAsyncMethods_IsTrue()
    {
        var method = AwaitAsync(AwaitValueAsync(AwaitAsync(_end.Task)));

        Assert.True(AwaitChain.Leads(_end.Task, method));
        await EndAsync(method);
    }

    [Fact]
    public async Task Leads_TaskThatSeveralAwait_FindsEach()
    {
        var inner = AwaitAsync(_end.Task);
        var first = AwaitAsync(inner);
        var second = AwaitAsync(inner);
        var third = AwaitAsync(inner);

        Assert.All([first, second, third], method => Assert.True(AwaitChain.Leads(_end.Task, method)));
        await EndAsync(first, second, third);
    }

    [Fact]
    public async Task Leads_MethodThatDoesNotAwaitIt_IsFalse()
    {
        var beside = AwaitAsync(_end.Task);
        var other = new TaskCompletionSource();
        var method = AwaitAsync(other.Task);

        Assert.False(AwaitChain.Leads(_end.Task, method));
        Assert.False(AwaitChain.Leads(_end.Task, method: null));
        other.SetResult();
        await EndAsync(beside, method);
    }

    [Fact]
    public async Task Leads_ThroughAWaitWithAWayOut_IsFalse()
    {
        var any = AwaitAsync(Task.WhenAny(_end.Task, new TaskCompletionSource().Task));
        using var cancel = new CancellationTokenSource();
        var cancellable = AwaitAsync(_end.Task.WaitAsync(cancel.Token));

        Assert.False(AwaitChain.Leads(_end.Task, any));
        Assert.False(AwaitChain.Leads(_end.Task, cancellable));
        await EndAsync(any, cancellable);
    }

    private static async Task AwaitAsync(Task task) => await task.ConfigureAwait(false);

    private static async Task<int> AwaitValueAsync(Task task)
    {
        await task.ConfigureAwait(false);
        return 1;
    }

    private async Task EndAsync(params Task[] methods)
    {
        _end.SetResult();
        await Task.WhenAll(methods);
    }
}
