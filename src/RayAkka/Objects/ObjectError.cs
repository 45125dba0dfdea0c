using RayAkka.Diagnostics;
using RayAkka.Execution;

namespace RayAkka.Objects;

/// <summary>
/// The error of a failed ref. It is an object of its own because its finalizer tells of errors at which nobody ever looked; refs have no
/// finalizer.
/// </summary>
internal sealed class ObjectError
{
    private readonly RayException _exception;
    private readonly string _call;
    private readonly RayLog? _log;
    private int _observed;

    public ObjectError(RayException exception, ObjectRef reference)
    {
        _exception = exception;
        _call = reference.CallName;
        _log = reference.Runtime?.Log;
        if (_log is null || exception.IsRoutine)
        {
            _observed = 1;
            GC.SuppressFinalize(this);
        }
    }

    ~ObjectError()
    {
        if (_observed == 0)
        {
            // Not here: the logger is the user's code, and what it threw would end the process.
            WorkerPool.Shared.Enqueue(Tell);
        }
    }

    /// <summary>The error, for the runtime itself: that is not looking at it.</summary>
    public RayException Peek() => _exception;

    public RayException Observe()
    {
        if (_observed == 0 && Interlocked.Exchange(ref _observed, 1) == 0)
        {
            GC.SuppressFinalize(this);
        }

        return _exception;
    }

    private void Tell()
    {
        try
        {
            _log?.UnobservedError(_call, _exception);
        }
        catch (ObjectDisposedException)
        {
            // The user's logger has gone before the last refs have.
        }
    }
}
