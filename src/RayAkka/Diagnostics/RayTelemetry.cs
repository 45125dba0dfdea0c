using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RayAkka.Diagnostics;

/// <summary>
/// Traces and metrics under the name "RayAkka". While nobody listens a call costs a few reads. The names are part of the public surface.
/// </summary>
internal sealed class RayTelemetry : IDisposable
{
    public const string Name = "RayAkka";

    private static readonly ActivitySource s_source = new(Name);
    private readonly Meter _meter = new(Name);
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly Counter<long> _submitted;
    private readonly Counter<long> _finished;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _actors;
    private readonly Histogram<double> _queueTime;
    private readonly Histogram<double> _executionTime;
    private readonly UpDownCounter<long> _objects;
    private readonly UpDownCounter<long> _bytes;

    public RayTelemetry(RayRuntime runtime)
    {
        _submitted = _meter.CreateCounter<long>("rayakka.calls.submitted", "{call}", "Calls of actors and tasks that were submitted.");
        _finished = _meter.CreateCounter<long>("rayakka.calls.finished", "{call}", "Calls that ended with a result.");
        _failed = _meter.CreateCounter<long>("rayakka.calls.failed", "{call}", "Calls that ended with an error.");
        _actors = _meter.CreateCounter<long>("rayakka.actors.created", "{actor}", "Actors that were created.");
        _queueTime = _meter.CreateHistogram<double>("rayakka.call.queue.time", "s", "Time from the submission of a call to the start of its code.");
        _executionTime = _meter.CreateHistogram<double>("rayakka.call.execution.time", "s", "Time that the code of a call ran.");
        _objects = _meter.CreateUpDownCounter<long>("rayakka.objects.stored", "{object}", "Objects that were put and not yet freed.");
        _bytes = _meter.CreateUpDownCounter<long>("rayakka.objects.bytes", "By", "Bytes of arrays and strings that were put and not yet freed.");
        _meter.CreateObservableGauge("rayakka.store.resident", () => runtime.Store?.Resident ?? 0, "By", "Bytes of large objects that this process holds in memory.");
        _meter.CreateObservableGauge("rayakka.store.spilled", () => runtime.Store?.OnDisk ?? 0, "By", "Bytes of large objects that this process has on disk.");
        _meter.CreateObservableGauge("rayakka.actors.alive", () => runtime.Actors.Count, "{actor}", "Actors that have not ended.");
        _meter.CreateObservableGauge("rayakka.resources.total", () => Amounts(runtime.Scheduler.Total), "{unit}", "Resources of the cluster.");
        _meter.CreateObservableGauge("rayakka.resources.available", () => Amounts(runtime.Scheduler.Available), "{unit}", "Resources that are free.");
    }

    /// <summary>The time by the clock that activities use.</summary>
    public DateTime Now => _time.GetUtcNow().UtcDateTime;

    private bool IsEnabled => s_source.HasListeners() || _submitted.Enabled || _queueTime.Enabled || _executionTime.Enabled;

    /// <summary>Notes the time and the trace of a call that is about to be posted.</summary>
    public void OnSubmit(ObjectRef call)
    {
        if (IsEnabled)
        {
            _submitted.Add(1);
            var parent = Activity.Current?.Context ?? default;
            call.Trace = new CallTrace(this, Now, parent, NewActivity(call, parent));
        }
    }

    /// <summary>Notes a call that has come from another process, where it was counted.</summary>
    public void OnReceived(ObjectRef call, ActivityContext parent)
    {
        if (s_source.HasListeners() || _queueTime.Enabled || _executionTime.Enabled)
        {
            call.Trace = new CallTrace(this, Now, parent, NewActivity(call, parent));
        }
    }

    /// <summary>Counts a call that has ended, whichever way.</summary>
    public void OnEnded(ObjectRef call)
    {
        if (_finished.Enabled || _failed.Enabled)
        {
            if (call.IsFailed)
            {
                _failed.Add(1);
            }
            else if (call.IsCompleted)
            {
                _finished.Add(1);
            }
        }
    }

    public void OnActorCreated() => _actors.Add(1);

    /// <summary>Counts an object that was put until it is collected; null while nobody listens.</summary>
    public object? OnPut(object? value) =>
        _objects.Enabled || _bytes.Enabled ? new StoredObject(_objects, _bytes, StoredObject.SizeOf(value)) : null;

    public void Started(TimeSpan queued) => _queueTime.Record(queued.TotalSeconds);

    public void Ran(TimeSpan time) => _executionTime.Record(time.TotalSeconds);

    /// <summary>The activity of a call's execution, not started; null if nobody listens.</summary>
    public Activity? NewActivity(ObjectRef call, ActivityContext parent) =>
        s_source.HasListeners() ? s_source.CreateActivity(call.CallName, ActivityKind.Consumer, parent) : null;

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<double>> Amounts(Func<IReadOnlyDictionary<string, double>> read)
    {
        try
        {
            return read().Select(amount => new Measurement<double>(amount.Value, new KeyValuePair<string, object?>("resource", amount.Key)));
        }
        catch (RayException)
        {
            // The node that keeps the ledger does not answer: there is nothing to measure.
            return [];
        }
    }
}
