using RayAkka.Execution;
using RayAkka.Streams;

namespace RayAkka;

/// <summary>
/// The items of a remote method that returns <see cref="IAsyncEnumerable{T}"/>, each as a ref, while the method still makes them: Ray's ObjectRefGenerator.
/// <c>await foreach (ObjectRef&lt;int&gt; item in counter.Count.Remote(10))</c>
/// </summary>
/// <remarks>
/// The method starts at once and runs ahead of the reader by <see cref="CallOptions.ReadAhead"/> items, 16 by default; then it stands still until the
/// reader takes another. If it fails its error comes in its place: as one last item that fails when it is read, behind the good ones. If it runs
/// again after a loss, the reader sees each index once. When the reader stops (leaves the loop, disposes the enumerator or the stream, or drops the
/// stream) the method's CancellationToken fires and its enumerator is disposed. An actor holds its turn for as long as it streams. A stream is read
/// once, by one reader at a time, where the call was made: it cannot be passed on, but its items can.
/// </remarks>
/// <typeparam name="T">The items' type.</typeparam>
public sealed class ObjectRefStream<T> : IAsyncEnumerable<ObjectRef<T>>, IAsyncDisposable
{
    private readonly StreamInbox<T> _inbox;
    private int _isRead;

    internal ObjectRefStream(StreamInbox<T> inbox) => _inbox = inbox;

    /// <summary>Stops the method of a stream that was dropped.</summary>
    ~ObjectRefStream() => WorkerPool.Shared.Enqueue(_inbox.Stop);

    /// <summary>
    /// Completes when the method has ended, with the number of items that it made, and fails if it has failed; if the reader stops before, with the number of
    /// items that it has taken. The method ends only as the reader takes its items. Ray's <c>completed()</c>.
    /// </summary>
    public ObjectRef<long> Completed => _inbox.Call;

    /// <summary>Starts to read the stream, which can be done once.</summary>
    /// <param name="cancellationToken">Ends the wait for the next item.</param>
    /// <exception cref="InvalidOperationException">The stream is being read, or was.</exception>
    public IAsyncEnumerator<ObjectRef<T>> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        Interlocked.Exchange(ref _isRead, 1) == 0
            ? new StreamEnumerator<T>(this, _inbox, cancellationToken)
            : throw new InvalidOperationException("A stream can be read once; make the call again, or keep the items' refs in a list.");

    /// <summary>Stops the method, unless it has ended. Items that were taken stay.</summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _inbox.Stop();
        return ValueTask.CompletedTask;
    }

    /// <summary>The name of the call and whether it has ended.</summary>
    public override string ToString() => $"ObjectRefStream({_inbox.Call.CallName}, {_inbox.Call.Status})";
}
