using System.Diagnostics;
using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.Diagnostics;

/// <summary>What a listener wants to know of one call: when it was submitted, and the trace it belongs to.</summary>
internal sealed class CallTrace(RayTelemetry telemetry, long submitted, ActivityContext parent)
{
    /// <summary>Runs the call's code inside an activity that is a child of the caller's.</summary>
    public RunResult Run(ObjectRef call, object? instance, Frame frame)
    {
        var started = Stopwatch.GetTimestamp();
        telemetry.Started(Stopwatch.GetElapsedTime(submitted, started));
        var activity = RayTelemetry.StartExecution(call, parent);
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

    private void End(Activity? activity, long started, Exception? failure)
    {
        telemetry.Ran(Stopwatch.GetElapsedTime(started));
        if (activity is not null)
        {
            if (failure is not null)
            {
                activity.SetStatus(ActivityStatusCode.Error, failure.Message);
            }

            activity.Dispose();
        }
    }
}
