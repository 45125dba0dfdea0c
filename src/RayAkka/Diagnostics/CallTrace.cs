using System.Diagnostics;
using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.Diagnostics;

/// <summary>
/// What a listener wants to know of one call: when it was submitted, and the trace it belongs to. The activity of the first run is made by the
/// caller, which has time while the actor is busy; its own clock serves for the meters too.
/// </summary>
internal sealed class CallTrace(RayTelemetry telemetry, DateTime submitted, ActivityContext parent, Activity? first)
{
    private Activity? _first = first;

    /// <summary>The trace that the call belongs to; default for none.</summary>
    public ActivityContext Context => parent;

    /// <summary>Runs the call's code inside an activity that is a child of the caller's.</summary>
    public RunResult Run(ObjectRef call, object? instance, Frame frame)
    {
        var activity = (Interlocked.Exchange(ref _first, null) ?? telemetry.NewActivity(call, parent))?.Start();
        var started = activity?.StartTimeUtc ?? telemetry.Now;
        telemetry.Started(started - submitted);
        var result = call.Run(instance, frame);
        if (result.Pending is { } task)
        {
            // The method goes on by itself; its awaits carry the activity, the thread that drains the mailbox must not.
            Activity.Current = null;
            task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() => End(activity, started, task.Exception?.InnerException));
            return result;
        }

        // Left behind first, so that stopping the activity need not change the context once more.
        Frame.Enter(frame);
        End(activity, started, result.Failure);
        return result;
    }

    private void End(Activity? activity, DateTime started, Exception? failure)
    {
        if (activity is null)
        {
            telemetry.Ran(telemetry.Now - started);
            return;
        }

        if (failure is not null)
        {
            activity.SetStatus(ActivityStatusCode.Error, failure.Message);
        }

        activity.Dispose();
        telemetry.Ran(activity.Duration);
    }
}
