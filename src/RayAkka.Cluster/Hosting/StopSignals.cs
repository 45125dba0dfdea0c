using System.Runtime.InteropServices;

namespace RayAkka.Cluster.Hosting;

/// <summary>Ctrl-C and SIGTERM: the first asks for an end, the second for one at once. A token asks for an end, too.</summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly PosixSignal[] s_signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT];

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _stopNow = new();
    private readonly PosixSignalRegistration[] _registrations;
    private bool _raised;
    private bool _disposed;

    public StopSignals(CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _registrations = [.. s_signals.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            Raise();
        }))];
    }

    public CancellationToken Stop => _stop.Token;

    public CancellationToken StopNow => _stopNow.Token;

    /// <summary>What a signal does; it may still come when nobody waits for it any more.</summary>
    public void Raise()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                // What it wakes goes on elsewhere: nothing runs under the lock.
                _ = (_raised ? _stopNow : _stop).CancelAsync();
                _raised = true;
            }
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        lock (_gate)
        {
            _disposed = true;
            _stop.Dispose();
            _stopNow.Dispose();
        }
    }
}
