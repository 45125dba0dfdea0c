using RayAkka.Execution;

namespace RayAkka.Objects;

/// <summary>A .NET task that follows one ref. Its continuations run on the thread pool of .NET, never inside an actor's turn.</summary>
internal static class WaitTask
{
    public static Task<T> For<T>(ObjectRef<T> reference)
    {
        var waiter = new TypedWaiter<T>(reference);
        return waiter.Task;
    }

    public static Task For(ObjectRef reference)
    {
        var waiter = new UntypedWaiter(reference);
        return waiter.Task;
    }

    private sealed class TypedWaiter<T> : RefWaiter
    {
        private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Frame _reader;

        public TypedWaiter(ObjectRef<T> reference)
        {
            _reader = Frame.CurrentReader(reference.Runtime);
            if (!reference.TryAddWaiter(this))
            {
                OnCompleted(reference);
            }
        }

        public Task<T> Task => _source.Task;

        public override void OnCompleted(ObjectRef reference)
        {
            try
            {
                _source.TrySetResult(((ObjectRef<T>)reference).Read(_reader));
            }
            catch (Exception e)
            {
                _source.TrySetException(e);
            }
        }
    }

    private sealed class UntypedWaiter : RefWaiter
    {
        private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public UntypedWaiter(ObjectRef reference)
        {
            if (!reference.TryAddWaiter(this))
            {
                OnCompleted(reference);
            }
        }

        public Task Task => _source.Task;

        public override void OnCompleted(ObjectRef reference)
        {
            if (reference.IsFailed)
            {
                _source.TrySetException(reference.Error.Rethrowable());
            }
            else
            {
                _source.TrySetResult();
            }
        }
    }
}
