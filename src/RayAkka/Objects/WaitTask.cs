using RayAkka.CompilerServices;
using RayAkka.Execution;

namespace RayAkka.Objects;

/// <summary>
/// A .NET task that follows one ref. Its continuations run on the thread pool of .NET, never inside an actor's turn. In a call it is a wait of that
/// call as far as the call's method awaits it.
/// </summary>
internal abstract class WaitTask : RefWaiter
{
    private WaitRecord? _record;

    protected abstract Task Awaited { get; }

    public override bool IsGone => Awaited.IsCompleted;

    public static Task<T> For<T>(ObjectRef<T> reference)
    {
        var waiter = new TypedWaiter<T>(reference);
        waiter.Begin(reference);
        return waiter.Task;
    }

    public static Task For(ObjectRef reference)
    {
        var waiter = new UntypedWaiter();
        waiter.Begin(reference);
        return waiter.Task;
    }

    public override void OnCompleted(ObjectRef reference)
    {
        if (_record is not null)
        {
            CycleDetector.Leave(_record);
        }

        Complete(reference);
    }

    protected abstract void Complete(ObjectRef reference);

    protected abstract void Fail(Exception error);

    private void Begin(ObjectRef reference)
    {
        if (!reference.IsCompleted && Frame.Current?.Replay is { } replay)
        {
            replay.Await(reference, Awaited, () => Complete(reference), Fail);
            return;
        }

        if (!reference.IsCompleted && Frame.Current is { } frame)
        {
            _record = new WaitRecord(frame, [reference], 1, Awaited) { End = EndAsLost, EndWith = Fail };
            _ = CycleDetector.Enter(_record);
            if (frame.IsLost)
            {
                EndAsLost();
            }
        }

        if (!reference.TryAddWaiter(this))
        {
            OnCompleted(reference);
        }
    }

    private void EndAsLost()
    {
        CycleDetector.Leave(_record!);
        Fail(Waits.Lost());
    }

    private sealed class TypedWaiter<T>(ObjectRef<T> reference) : WaitTask
    {
        private readonly Promise<T> _source = new();
        private readonly Frame _reader = Frame.CurrentReader(reference.Runtime);

        public Task<T> Task => _source.Task;

        protected override Task Awaited => _source.Task;

        protected override void Complete(ObjectRef reference)
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

        protected override void Fail(Exception error) => _source.TrySetException(error);
    }

    private sealed class UntypedWaiter : WaitTask
    {
        private readonly Promise<Nothing> _source = new();

        public Task Task => _source.Task;

        protected override Task Awaited => _source.Task;

        protected override void Complete(ObjectRef reference)
        {
            if (reference.IsFailed)
            {
                _source.TrySetException(reference.Error.Rethrowable());
            }
            else
            {
                _source.TrySetResult(default);
            }
        }

        protected override void Fail(Exception error) => _source.TrySetException(error);
    }
}
