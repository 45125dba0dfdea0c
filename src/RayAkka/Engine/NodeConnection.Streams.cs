using RayAkka.Streams;

namespace RayAkka.Engine;

/// <content>The streams of calls and tasks on the other node.</content>
internal sealed partial class NodeConnection
{
    private void OnItem(StreamItemMade made)
    {
        var call = made.Route == 0 ? _tasks.GetValueOrDefault(made.Number)?.Call : Find(made.Route)?.FindUnanswered(made.Number);
        if (call?.Stream is { } stream)
        {
            stream.OnItem(made.Index, made.Outcome);
        }
        else
        {
            made.Outcome.Drop();
        }
    }

    private sealed class TaskWay(NodeConnection connection, long task) : IStreamWay
    {
        public bool IsFar => true;

        public void Demand(long limit) => Tell(new StreamDemand(0, task, limit));

        public void Stop() => Tell(new StreamStopped(0, task));

        private void Tell(object message)
        {
            if (connection._tasks.ContainsKey(task))
            {
                connection.Channel.Send(message);
            }
        }
    }
}
