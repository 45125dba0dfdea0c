using RayAkka.Streams;

namespace RayAkka.Engine;

/// <content>The way back of streams: demand, and that the reader has stopped.</content>
internal abstract partial class RemoteRoute
{
    /// <summary>A call that was sent and not answered; null if there is none with this number.</summary>
    public ObjectRef? FindUnanswered(long call)
    {
        lock (Gate)
        {
            return _unanswered.GetValueOrDefault(call);
        }
    }

    private void TellOf(long call, object message)
    {
        lock (Gate)
        {
            if (!IsClosed && _unanswered.ContainsKey(call))
            {
                connection.Channel.Send(message);
            }
        }
    }

    private sealed class StreamWay(RemoteRoute route, long call) : IStreamWay
    {
        public bool IsFar => true;

        public void Demand(long limit) => route.TellOf(call, new StreamDemand(route.Number, call, limit));

        public void Stop() => route.TellOf(call, new StreamStopped(route.Number, call));
    }
}
