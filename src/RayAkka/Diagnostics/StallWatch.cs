using RayAkka.Actors;
using RayAkka.Execution;
using RayAkka.Objects;

namespace RayAkka.Diagnostics;

/// <summary>
/// Nothing hangs for ever without a log line: at each tick it looks for calls that wait, and actors and tasks that have no place, since before
/// the last tick, and names what they wait for, once each.
/// </summary>
internal sealed class StallWatch : IDisposable
{
    private readonly RayRuntime _runtime;
    private readonly ITimer _timer;
    private readonly HashSet<object> _said = new(ReferenceEqualityComparer.Instance);
    private HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    public StallWatch(RayRuntime runtime)
    {
        _runtime = runtime;
        _timer = runtime.Time.CreateTimer(static watch => ((StallWatch)watch!).Look(), this, Interval, Interval);
    }

    /// <summary>How long something must wait to be named: between one and two of these.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(15);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var now = new HashSet<object>(ReferenceEqualityComparer.Instance);
        CheckWaits(now, _runtime.Driver, "The driver");
        foreach (var host in _runtime.Hosts)
        {
            foreach (var frame in host.RunningFrames())
            {
                CheckWaits(now, frame, "A call");
            }
        }

        foreach (var actor in _runtime.Actors.All)
        {
            switch (actor.State)
            {
                case ActorState.DependenciesUnready:
                    Check(now, actor, $"The actor {actor.Spec.ClassName} ({actor.Id})", "an argument of its constructor");
                    break;
                case ActorState.PendingCreation or ActorState.Restarting when actor.Node.IsNil:
                    Check(now, actor, $"The actor {actor.Spec.ClassName} ({actor.Id})", $"free resources ({actor.Spec.Shape.ToPlace})");
                    break;
                default:
                    break;
            }
        }

        foreach (var request in _runtime.Scheduler.Waiting())
        {
            if (request is Tasks.TaskRequest task)
            {
                Check(now, request, task.Call.CallName, $"free resources ({request.Shape})");
            }
        }

        _said.IntersectWith(now);
        _seen = now;
    }

    private void CheckWaits(HashSet<object> now, Frame frame, string who)
    {
        foreach (var wait in CycleDetector.WaitsOf(frame))
        {
            var what = string.Join(", ", wait.Refs.Where(reference => !reference.IsHere).Take(3).Select(reference => reference.CallName));
            Check(now, wait, wait.Call?.CallName ?? who, what);
        }
    }

    private void Check(HashSet<object> now, object key, string who, string what)
    {
        now.Add(key);
        if (_seen.Contains(key) && _said.Add(key))
        {
            _runtime.Log.Stalled(who, Interval, what);
        }
    }
}
