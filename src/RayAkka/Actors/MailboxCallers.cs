namespace RayAkka.Actors;

/// <summary>
/// The calls of other processes that are open at an incarnation whose mailbox is limited, by process: so that the room of a process that is lost is not
/// given on while calls of it are left here.
/// </summary>
internal sealed class MailboxCallers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<NodeId, int> _open = [];
    private readonly HashSet<NodeId> _lost = [];
    private readonly List<(NodeId Process, Action Answer)> _asked = [];
    private int _all;

    /// <summary>How many were open at the same time at most.</summary>
    public int Highest { get; private set; }

    /// <summary>A call has come; false if its process is lost.</summary>
    public bool TryEnter(NodeId process)
    {
        lock (_gate)
        {
            if (_lost.Contains(process))
            {
                return false;
            }

            _open[process] = _open.GetValueOrDefault(process) + 1;
            Highest = Math.Max(Highest, ++_all);
            return true;
        }
    }

    /// <summary>A call has ended. To be called before its process is told.</summary>
    public void Leave(NodeId process)
    {
        List<Action>? answers;
        lock (_gate)
        {
            _all--;
            if (--_open[process] > 0)
            {
                return;
            }

            _open.Remove(process);
            answers = TakeAnswers();
        }

        answers?.ForEach(static answer => answer());
    }

    /// <summary>A process is lost: no call of it comes any more.</summary>
    public void Lose(NodeId process)
    {
        List<Action>? answers;
        lock (_gate)
        {
            _lost.Add(process);
            answers = TakeAnswers();
        }

        answers?.ForEach(static answer => answer());
    }

    /// <summary>Answers when a process is lost and no call of any lost one is left.</summary>
    public void WhenGone(NodeId process, Action answer)
    {
        List<Action>? answers;
        lock (_gate)
        {
            _asked.Add((process, answer));
            answers = TakeAnswers();
        }

        answers?.ForEach(static one => one());
    }

    // Under the lock.
    private List<Action>? TakeAnswers()
    {
        if (_asked.Count == 0 || _open.Keys.Any(_lost.Contains))
        {
            return null;
        }

        var answers = _asked.FindAll(asked => _lost.Contains(asked.Process)).ConvertAll(static asked => asked.Answer);
        _asked.RemoveAll(asked => _lost.Contains(asked.Process));
        return answers;
    }
}
