using RayAkka.Execution;

namespace RayAkka.Engine.Peers;

/// <summary>What a process says to itself as it would to others: delivered in order, one at a time, not on the thread that said it.</summary>
internal sealed class OwnInbox(Action<object> deliver, Action<Exception> failed) : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private Queue<object> _messages = new();
    private Queue<object> _taken = new();
    private bool _running;

    public void Post(object message)
    {
        lock (_gate)
        {
            _messages.Enqueue(message);
            if (_running)
            {
                return;
            }

            _running = true;
        }

        WorkerPool.Shared.Enqueue(this);
    }

    public void Execute()
    {
        while (true)
        {
            lock (_gate)
            {
                if (_messages.Count == 0)
                {
                    _running = false;
                    return;
                }

                (_messages, _taken) = (_taken, _messages);
            }

            while (_taken.TryDequeue(out var message))
            {
                try
                {
                    deliver(message);
                }
                catch (Exception e)
                {
                    // The messages behind it are for others.
                    failed(e);
                }
            }
        }
    }
}
