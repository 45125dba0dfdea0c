namespace RayAkka.Engine;

/// <summary>The mailbox of a shell: runs one work item at a time, in order, on threads on which user code may block.</summary>
internal interface IShellMailbox
{
    /// <summary>Runs the item behind those that are queued already.</summary>
    void Schedule(IThreadPoolWorkItem item);
}
