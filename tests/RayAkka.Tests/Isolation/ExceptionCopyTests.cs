using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using RayAkka.Isolation;
using static RayAkka.Tests.Isolation.Shapes;

namespace RayAkka.Tests.Isolation;

public class ExceptionCopyTests
{
    [Fact]
    public void Copy_ThrownException_KeepsTheStackTrace()
    {
        var original = Catch(() => ThrowNested());

        var copy = Isolate.Copy(original);

        Assert.NotSame(original, copy);
        Assert.Equal(original.ToString(), copy.ToString());
        Assert.Contains(nameof(ThrowNested), copy.StackTrace, StringComparison.Ordinal);
        Assert.NotSame(original.InnerException, copy.InnerException);
        Assert.Equal(original.InnerException!.StackTrace, copy.InnerException!.StackTrace);
    }

    [Fact]
    public void Copy_CopyIsThrownAgain_OriginalsTraceIsUntouched()
    {
        var original = Catch(() => ThrowNested());
        var trace = original.StackTrace;
        var copy = Isolate.Copy(original);

        var again = Catch(() => ExceptionDispatchInfo.Throw(copy));
        Catch(() => throw Isolate.Copy(original));

        Assert.Same(copy, again);
        Assert.StartsWith(trace!, again.StackTrace, StringComparison.Ordinal);
        Assert.Equal(trace, original.StackTrace);
    }

    [Fact]
    public void Copy_ThrownFromEmittedCode_KeepsTheStackTrace()
    {
        var emitted = new System.Reflection.Emit.DynamicMethod("Emitted", null, null, typeof(ExceptionCopyTests).Module);
        var code = emitted.GetILGenerator();
        code.Emit(System.Reflection.Emit.OpCodes.Call, ((Action)ThrowNested).Method);
        code.Emit(System.Reflection.Emit.OpCodes.Ret);
        var original = Catch(emitted.CreateDelegate<Action>());

        Assert.Equal(original.ToString(), Isolate.Copy(original).ToString());
    }

    [Fact]
    public void Copy_ExceptionWithDataAndDetails_CopiesThem()
    {
        Action retry = () => { };
        var original = new CustomException("a", [1], retry) { Data = { ["node"] = new Node { Value = 1 } } };

        var copy = Isolate.Copy(original);
        copy.Details.Add(2);
        ((Node)copy.Data["node"]!).Value = 2;

        Assert.Equal([1], original.Details);
        Assert.Equal(1, ((Node)original.Data["node"]!).Value);

        // What cannot be copied stays shared: the error must arrive.
        Assert.Same(retry, copy.Retry);
    }

    [Fact]
    public async Task Copy_TaskCanceledException_ArrivesAsync()
    {
        var cancelled = await Assert.ThrowsAsync<TaskCanceledException>(() => Task.FromCanceled(new CancellationToken(true)));
        var aggregate = new AggregateException(cancelled, new InvalidOperationException("a"));

        var copy = Isolate.Copy(aggregate);

        Assert.Equal(aggregate.Message, copy.Message);
        Assert.NotSame(cancelled, copy.InnerExceptions[0]);
        Assert.True(((TaskCanceledException)copy.InnerExceptions[0]).CancellationToken.IsCancellationRequested);
    }

    [Fact]
    public void Copy_DelegateThatAnArgumentAndAnExceptionHold_IsRefused()
    {
        Action retry = () => { };
        var exception = new CustomException("a", [], retry);

        var refused = Assert.Throws<ArgumentException>(() => Isolate.Copy(new object[] { exception, retry }));

        Assert.StartsWith("Object[][1] is a delegate", refused.Message, StringComparison.Ordinal);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowNested()
    {
        try
        {
            throw new ArgumentOutOfRangeException("inner");
        }
        catch (ArgumentOutOfRangeException inner)
        {
            throw new InvalidOperationException("outer", inner);
        }
    }

    private static Exception Catch(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            return exception;
        }

        throw new InvalidOperationException("Nothing was thrown.");
    }
}
