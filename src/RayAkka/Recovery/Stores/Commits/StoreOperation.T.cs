namespace RayAkka.Recovery.Stores.Commits;

/// <summary>An operation and its result.</summary>
internal abstract class StoreOperation<T>(ActorId actor) : StoreOperation(actor)
{
    // The thread that commits must not run what waits for it.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _done.Task;

    /// <summary>The result, which counts once the commit is durable.</summary>
    public T Result { get; set; } = default!;

    public override void Complete()
    {
        if (Refusal is { } refusal)
        {
            Fail(refusal);
        }
        else
        {
            _done.TrySetResult(Result);
        }
    }

    public override void Fail(Exception exception) => _done.TrySetException(exception);
}
