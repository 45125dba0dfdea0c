namespace RayAkka.Tasks;

/// <summary>Who is told how a run of a task ended: the request itself, or what carries the news to the node that made it.</summary>
internal interface ITaskOwner
{
    /// <summary>The process that decides whether the task is tried again.</summary>
    NodeId Process { get; }

    /// <summary>The run ended by itself. If it succeeded the call is complete already.</summary>
    void OnRunEnded(TaskRun run, RunResult result);
}
