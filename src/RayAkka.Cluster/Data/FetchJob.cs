using System.Diagnostics.CodeAnalysis;

namespace RayAkka.Cluster.Data;

/// <summary>One fetch: what is wanted, how far it has come, and who waits.</summary>
internal sealed class FetchJob : IDisposable
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<byte[], long, Memory<byte>> _allocate;
    private readonly CancellationToken _cancellationToken;
    private CancellationTokenRegistration _registration;
    private IAbortable? _using;
    private byte[]? _header;
    private Memory<byte> _target;

    public FetchJob(ulong number, Func<byte[], long, Memory<byte>> allocate, CancellationToken cancellationToken)
    {
        Number = number;
        _allocate = allocate;
        _cancellationToken = cancellationToken;
    }

    public ulong Number { get; }

    public Task Task => _completion.Task;

    public bool IsCancelled => _cancellationToken.IsCancellationRequested;

    /// <summary>How many bytes are there.</summary>
    public int Received { get; private set; }

    /// <summary>How often in a row the connection was lost without a byte in between.</summary>
    public int Failures { get; set; }

    /// <summary>Where the next bytes go.</summary>
    public Memory<byte> Rest => _target[Received..];

    public void WhenCancelled(Action<FetchJob> cancel) => _registration = _cancellationToken.UnsafeRegister(_ => cancel(this), null);

    /// <summary>Says what to end if the fetch is cancelled.</summary>
    public void Use(IAbortable? current)
    {
        Volatile.Write(ref _using, current);
        if (IsCancelled)
        {
            Interrupt();
        }
    }

    /// <summary>Ends what the fetch waits for.</summary>
    public void Interrupt() => Volatile.Read(ref _using)?.Abort("the fetch was cancelled");

    /// <summary>The holder has told header and length: makes room, or, after a new connection, checks that it is the same object.</summary>
    /// <exception cref="IOException">The fetch is over: another connection would not help.</exception>
    public void Open(byte[] header, long length)
    {
        if (_header is not null)
        {
            if (length != _target.Length || !_header.AsSpan().SequenceEqual(header))
            {
                Refuse(new IOException($"The object {Number} changed while it was fetched."));
            }

            return;
        }

        if (length > Array.MaxLength)
        {
            Refuse(new IOException($"An object of {length} bytes is larger than the {Array.MaxLength} that can be fetched; put it in parts."));
        }

        try
        {
            _target = _allocate(header, length);
        }
        catch (Exception e)
        {
            Refuse(e);
        }

        if (_target.Length != length)
        {
            Refuse(new InvalidOperationException($"The memory for an object of {length} bytes has {_target.Length}; make it exactly as large."));
        }

        _header = header;
    }

    public void Advance(int count)
    {
        Received += count;
        Failures = 0;
    }

    public void Complete() => _completion.TrySetResult();

    public void Fail(Exception exception) => _completion.TrySetException(exception);

    public void Cancel() => _completion.TrySetCanceled(_cancellationToken);

    public void Dispose() => _registration.Dispose();

    [DoesNotReturn]
    private void Refuse(Exception exception)
    {
        Fail(exception);
        throw new IOException("The fetch is over.", exception);
    }
}
