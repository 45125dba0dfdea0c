namespace RayAkka.Execution;

/// <summary>
/// Takes the place of the worker pool's threads, for the whole process: a simulation that runs every item on one thread, in an order of its own.
/// </summary>
internal interface IWorkItemQueue
{
    /// <summary>Takes an item, an <see cref="IThreadPoolWorkItem"/> or an <see cref="Action"/>, to be run once. It does not run it on the calling thread's stack.</summary>
    void Enqueue(object item);

    /// <summary>The calling code blocks until the task is done: whatever brings it about is done meanwhile.</summary>
    void Wait(Task task);
}
