using System.Collections.Concurrent;
using RayAkka.Objects;
using RayAkka.Streams;

namespace RayAkka.Engine;

/// <content>The calls that stream to the other process.</content>
internal sealed partial class NodeService
{
    private readonly ConcurrentDictionary<(long Route, long Number), IStreamCall> _streams = new();

    private void BindStream((long Route, long Number) key, ObjectRef call)
    {
        if (call.Stream is not { } stream)
        {
            return;
        }

        stream.Bind(channel, key.Route, key.Number);
        _streams[key] = stream;
        if (!call.TryAddWaiter(new StreamForgetter(this, key)))
        {
            ForgetStream(key);
        }
    }

    private void ForgetStream((long Route, long Number) key) => _streams.TryRemove(key, out _);

    // The incarnation has ended: calls that it gave back never complete here.
    private void ForgetStreams(long route)
    {
        foreach (var (key, _) in _streams)
        {
            if (key.Route == route)
            {
                ForgetStream(key);
            }
        }
    }

    private void StopStreams(Func<long, bool> isRoute)
    {
        foreach (var (key, stream) in _streams)
        {
            if (isRoute(key.Route))
            {
                stream.Stop();
            }
        }
    }

    private bool OnStreamMessage(object message)
    {
        switch (message)
        {
            case StreamDemand demand:
                _streams.GetValueOrDefault((demand.Route, demand.Number))?.Raise(demand.Limit);
                return true;

            case StreamStopped stopped:
                _streams.GetValueOrDefault((stopped.Route, stopped.Number))?.Stop();
                return true;

            default:
                return false;
        }
    }

    private sealed class StreamForgetter(NodeService service, (long Route, long Number) key) : RefWaiter
    {
        public override void OnCompleted(ObjectRef reference) => service.ForgetStream(key);
    }
}
