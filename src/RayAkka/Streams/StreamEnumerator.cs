using RayAkka.Objects;

namespace RayAkka.Streams;

/// <summary>Reads a stream. It keeps the stream, which must not be taken for dropped while it is read.</summary>
internal sealed class StreamEnumerator<TItem>(ObjectRefStream<TItem> stream, StreamInbox<TItem> inbox, CancellationToken cancellationToken)
    : IAsyncEnumerator<ObjectRef<TItem>>
{
    private ObjectRef<TItem>? _current;

    public ObjectRef<TItem> Current => _current
        ?? throw new InvalidOperationException("There is no current item: MoveNextAsync was not called, or the stream is at its end.");

    public ValueTask<bool> MoveNextAsync()
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<bool>(cancellationToken);
        }

        return inbox.TryTake(out _current) ? new ValueTask<bool>(_current is not null) : WaitAsync();
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async ValueTask<bool> WaitAsync()
    {
        do
        {
            if (inbox.Signal() is not { } signal)
            {
                continue;
            }

            if (cancellationToken.CanBeCanceled)
            {
                await AsyncWaiter.UntilAllAsync([signal], null, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await signal.ConfigureAwait(false);
            }
        }
        while (!inbox.TryTake(out _current));
        return _current is not null;
    }
}
