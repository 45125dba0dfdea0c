using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RayAkka.Benchmarks.Harness;

/// <summary>Listens to all of RayAkka's meters, and to its traces if wanted, and does nothing with them but count.</summary>
internal sealed class Listeners : IDisposable
{
    private const string Source = "RayAkka";

    private readonly ActivityListener? _activities;
    private readonly MeterListener _meters = new();
    private long _activityCount;
    private long _measurementCount;

    public Listeners(bool traces)
    {
        if (traces)
        {
            _activities = new ActivityListener
            {
                ShouldListenTo = source => source.Name == Source,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = _ => Interlocked.Increment(ref _activityCount),
            };
            ActivitySource.AddActivityListener(_activities);
        }

        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Source)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((_, _, _, _) => Interlocked.Increment(ref _measurementCount));
        _meters.SetMeasurementEventCallback<int>((_, _, _, _) => Interlocked.Increment(ref _measurementCount));
        _meters.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref _measurementCount));
        _meters.Start();
    }

    public long Activities => Volatile.Read(ref _activityCount);

    public long Measurements => Volatile.Read(ref _measurementCount);

    public void Dispose()
    {
        _activities?.Dispose();
        _meters.Dispose();
    }
}
