using RayAkka.Engine;
using RayAkka.Execution;
using RayAkka.Objects;

namespace RayAkka.Recovery;

/// <summary>
/// Knows when the records of a task's calls, and of a replayed actor's, can go: when the task has ended for good, so that no attempt will make those calls again, or when
/// the process that would try it again is gone.
/// </summary>
/// <remarks>
/// Who knows what. The task's owner, the process that submitted it, knows the task from its submission until its ref is complete
/// (<see cref="Start"/>), and which other processes hold records of it. A process in which an incarnation begins a named call for the first time
/// knows that it holds records, and in which incarnations.
/// <para>
/// Messages. <see cref="HoldsRecords"/>, holder to owner: once a task and process, with the first record. <see cref="RecordsOver"/>, owner to
/// holder: those tasks have ended; many at a time. The connection between two processes loses nothing while both live. If the holder dies its
/// records die with it. If the owner dies the holder knows that itself, and forgets.
/// </para>
/// <para>
/// Invariants. (1) A record is made only under a task that its owner knows as open, or after <see cref="HoldsRecords"/> was sent, which the
/// owner answers at once if the task is over: so each record's end is told. (2) A call that begins after its task has ended has no record if
/// there was one attempt only: nobody else makes it. After more than one attempt the same call may come twice even then; it keeps a record, or
/// the watermark, for as long as the incarnation lives, and runs once; so the ids of tasks that were tried again are never forgotten. (3) A nested task, whose caller may submit it again under the same name,
/// may run again after it has ended: its calls then run again too (at least once, as in Ray).
/// </para>
/// The lock is taken outside those of <see cref="CallRecords"/>.
/// </remarks>
internal sealed partial class RecordedCallers(RayRuntime runtime) : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CallerId, RecordedTask> _tasks = [];
    private readonly HashSet<CallerId> _withStragglers = [];
    private readonly Dictionary<CallerId, HeldTask> _held = [];
    private readonly Dictionary<NodeId, RecordNews> _news = [];

    /// <summary>How many tasks of this process may be tried again.</summary>
    public int OpenTasks
    {
        get
        {
            lock (_gate)
            {
                return _tasks.Count;
            }
        }
    }

    /// <summary>Of how many tasks incarnations in this process have records.</summary>
    public int HeldTasks
    {
        get
        {
            lock (_gate)
            {
                return _held.Keys.Count(static caller => caller.Kind == CallerKind.Task);
            }
        }
    }

    /// <summary>A task that may be tried again was submitted here. It has ended for good when its ref is complete.</summary>
    public void Start(ObjectRef call)
    {
        var task = CallerId.Of(call.TaskId);
        lock (_gate)
        {
            if (!_tasks.TryGetValue(task, out var known))
            {
                _tasks[task] = known = new RecordedTask(isNested: call.Caller!.Root.Logical is not null);
            }

            known.Submissions++;
        }

        if (!call.TryAddWaiter(new Ending(this, task)))
        {
            End(task);
        }
    }

    /// <summary>The task is tried again.</summary>
    public void Retry(TaskId task)
    {
        lock (_gate)
        {
            if (_tasks.TryGetValue(CallerId.Of(task), out var known))
            {
                known.WasRetried = true;
            }
        }
    }

    /// <summary>Lets an incarnation keep records of a task's calls, unless the task is over and none are needed.</summary>
    public void Hold(CallerId task, NodeId owner, CallRecords records)
    {
        var isNew = false;
        var isOwn = owner == runtime.Self;
        lock (_gate)
        {
            if (isOwn && !_tasks.ContainsKey(task))
            {
                if (_withStragglers.Contains(task))
                {
                    records.Open(task);
                }

                return;
            }

            records.Open(task);
            if (!isOwn && runtime.Peers.IsGone(owner))
            {
                return;
            }

            if (!_held.TryGetValue(task, out var held))
            {
                _held[task] = held = new HeldTask(owner);
                isNew = true;
            }

            held.Records.Add(records);
        }

        if (isNew && !isOwn)
        {
            runtime.Peers.Tell(owner, new HoldsRecords(task));
        }
    }

    /// <summary>Whether it is known that the task will not make its calls again.</summary>
    public bool IsOver(CallerId task, NodeId owner)
    {
        if (owner != runtime.Self)
        {
            return !runtime.IsCluster || runtime.Peers.IsGone(owner);
        }

        lock (_gate)
        {
            return !_tasks.ContainsKey(task);
        }
    }

    /// <summary>An incarnation has ended, and its records with it.</summary>
    public void Release(CallRecords records)
    {
        var callers = records.Callers();
        lock (_gate)
        {
            foreach (var caller in callers)
            {
                if (_held.TryGetValue(caller, out var held) && held.Records.Remove(records) && held.Records.Count == 0)
                {
                    _held.Remove(caller);
                }
            }
        }
    }

    private static void Forget(HeldTask? held, CallerId task, bool stragglers)
    {
        foreach (var records in held?.Records ?? [])
        {
            records.Forget(task, stragglers);
        }
    }

    private void End(CallerId task)
    {
        HeldTask? held;
        RecordedTask known;
        lock (_gate)
        {
            known = _tasks[task];
            if (--known.Submissions > 0)
            {
                return;
            }

            _tasks.Remove(task);
            if (known.HasStragglers)
            {
                _withStragglers.Add(task);
            }

            _held.Remove(task, out held);
            foreach (var holder in known.Holders ?? [])
            {
                NewsFor(holder).Ended.Add(new EndedTask(task, known.HasStragglers));
            }
        }

        Forget(held, task, known.HasStragglers);
        if (known.Holders is not null)
        {
            WorkerPool.Shared.Enqueue(this);
        }
    }

    private sealed class Ending(RecordedCallers callers, CallerId task) : RefWaiter
    {
        public override bool NeedsValue => false;

        public override void OnCompleted(ObjectRef reference) => callers.End(task);
    }
}
