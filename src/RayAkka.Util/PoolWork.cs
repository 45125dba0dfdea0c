namespace RayAkka.Util;

/// <summary>One submission to a pool: it waits, runs on an actor, and is done.</summary>
internal sealed class PoolWork<TActor>(Func<ActorHandle<TActor>, ObjectRef> call)
    where TActor : class
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ObjectRef? _reference;
    private Exception? _unsent;

    /// <summary>Completes when the call has ended, however.</summary>
    public Task Done => _done.Task;

    /// <summary>Calls the actor and waits for the call's end; does not throw.</summary>
    public async Task RunAsync(ActorHandle<TActor> actor)
    {
        try
        {
            _reference = call(actor);
            await _reference;
        }
        catch (Exception e) when (_reference is null)
        {
            _unsent = e;
        }
        catch (Exception)
        {
            // The ref has it, for whoever asks for the result.
        }
    }

    public void Complete() => _done.SetResult();

    public async Task<TResult> ResultAsync<TResult>()
    {
        if (_unsent is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_unsent);
        }

        return _reference is ObjectRef<TResult> typed
            ? await typed
            : throw new InvalidOperationException($"The next result is no {typeof(TResult)}: {_reference} is; ask for the type that the submitted call returns.");
    }
}
