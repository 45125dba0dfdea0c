using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.Engine;

/// <summary>
/// Whether a call from another process runs again after an exception. Its caller's process decides that, since there crashes are taken from the same
/// number of retries: it is asked before each such run, and the actor waits, so that neither order nor number is ever wrong. The call is the
/// consumer's or run's that executes it; only the answer comes from elsewhere.
/// </summary>
internal sealed class RemoteRetry(IChannel channel, long route, long number)
{
    private Promise<bool>? _asked;
    private Exception? _thrown;

    /// <summary>Asks whether the call may run again.</summary>
    public RunResult Ask(Exception thrown)
    {
        var asked = new Promise<bool>();
        _thrown = thrown;
        Volatile.Write(ref _asked, asked);
        channel.Send(new TakeRetry(route, number));
        return RunResult.Wait(asked.Task);
    }

    /// <summary>The answer, if that is what the task given has brought.</summary>
    /// <param name="ended">What was waited for.</param>
    /// <param name="isGranted">Whether the call runs again.</param>
    /// <returns>What the call had thrown; null if it was something else that was waited for.</returns>
    public Exception? Answer(Task ended, out bool isGranted)
    {
        isGranted = false;
        if (!ReferenceEquals(_asked?.Task, ended))
        {
            return null;
        }

        isGranted = _asked!.Task.IsCompletedSuccessfully && ((Task<bool>)ended).GetAwaiter().GetResult();
        _asked = null;
        return _thrown;
    }

    public void OnAnswered(bool isGranted) => Volatile.Read(ref _asked)?.TrySetResult(isGranted);
}
