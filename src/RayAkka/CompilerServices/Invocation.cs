using System.ComponentModel;
using RayAkka.Execution;
using RayAkka.Isolation;
using RayAkka.Objects;
using RayAkka.Tasks;

namespace RayAkka.CompilerServices;

/// <summary>
/// One call: the message that travels, the cell that receives the result and the ref that the caller holds are this one object. For
/// generated code only.
/// </summary>
/// <typeparam name="TResult">The type of the result; <see cref="Nothing"/> where there is none.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Invocation<TResult> : ObjectRef<TResult>
{
    /// <summary>Makes a call that was not submitted yet.</summary>
    protected Invocation()
    {
    }

    /// <summary>Copies an argument on the caller's thread, as the isolation of calls demands; immutable values are returned as they are.</summary>
    /// <typeparam name="T">The declared type.</typeparam>
    /// <param name="argument">The argument.</param>
    /// <exception cref="ArgumentException">The argument cannot be passed to another actor; the message names the member and what to do.</exception>
    protected static T CopyArgument<T>(T argument) => Isolate.Copy(argument);

    /// <summary>
    /// Gives an execution its arguments: the stored one, or a copy of it where the call may run more than once and an earlier run could have
    /// changed it.
    /// </summary>
    /// <typeparam name="T">The declared type.</typeparam>
    /// <param name="argument">The stored argument.</param>
    protected T ForExecution<T>(T argument) => MayRunAgain ? Isolate.Copy(argument) : argument;

    /// <summary>Reads an argument that was passed as a ref; its value is there when this is called.</summary>
    /// <typeparam name="T">The declared type.</typeparam>
    /// <param name="reference">The ref.</param>
    protected T ReadArgument<T>(ObjectRef reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (!reference.IsReadable)
        {
            // The object is on another node: it is fetched on the thread of the call, which holds its place among its caller's calls.
            Waits.BlockUntilAll([reference], null);
        }

        return reference.ReadAs<T>();
    }

    /// <summary>Completes the ref with the result of a run, isolated from the actor's later changes.</summary>
    private protected RunResult Succeed(TResult result, Frame frame)
    {
        if (frame.HasNoResult)
        {
            return frame.IsLost ? RunResult.Succeeded : RunResult.Fail(frame.Refusal!);
        }

        long bytes = 0;
        if (!Isolate.IsImmutable<TResult>() || typeof(TResult) == typeof(string))
        {
            try
            {
                result = Isolate.Copy(result, out bytes);
            }
            catch (Exception e)
            {
                return RunResult.Fail(e);
            }
        }

        if (frame.Runtime.WireCheck is { } wire && typeof(TResult) != typeof(Nothing))
        {
            try
            {
                result = wire.Pass(result);
            }
            catch (Exception e)
            {
                return RunResult.Fail(e);
            }
        }

        if (bytes < LargeFrom)
        {
            TrySetOwned(result);
        }
        else
        {
            SucceedLarge(result, bytes, frame.Runtime);
        }

        return RunResult.Succeeded;
    }

    // A result for which there is no room fails the call; running it again would not help. One that the store let go of itself must come back.
    private void SucceedLarge(TResult result, long bytes, RayRuntime runtime)
    {
        try
        {
            if (Extras is { Large.Source: not null })
            {
                runtime.Store.TakeAnyway(bytes);
            }
            else
            {
                runtime.Store.Take(bytes);
            }
        }
        catch (RayException e)
        {
            TryFail(e);
            return;
        }

        TrySetOwned(result, bytes);
    }

    private protected RunResult Follow(ValueTask<TResult> task, Frame frame)
    {
        if (task.IsCompletedSuccessfully)
        {
            return Succeed(task.Result, frame);
        }

        var pending = task.AsTask();
        return pending.IsCompleted ? FinishTyped(pending, frame) : RunResult.Wait(pending);
    }

    private protected RunResult Follow(ValueTask task, Frame frame)
    {
        if (task.IsCompletedSuccessfully)
        {
            return Succeed(default!, frame);
        }

        var pending = task.AsTask();
        return pending.IsCompleted ? FinishVoid(pending, frame) : RunResult.Wait(pending);
    }

    private protected RunResult FinishTyped(Task task, Frame frame)
    {
        try
        {
            return Succeed(((Task<TResult>)task).GetAwaiter().GetResult(), frame);
        }
        catch (Exception e)
        {
            return RunResult.Fail(e);
        }
    }

    private protected RunResult FinishVoid(Task task, Frame frame)
    {
        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            return RunResult.Fail(e);
        }

        return Succeed(default!, frame);
    }
}
