namespace RayAkka.Recovery;

/// <content>What the code asks the runtime for and might be answered otherwise another time: numbered, and journalled before the code sees it.</content>
internal sealed partial class ReplaySession
{
    private readonly Dictionary<long, object?> _values = [];
    private long _asked;

    /// <summary>What the frame's code is told: if the frame is that of a replayed actor, the same in each run.</summary>
    public static T Ask<T>(Func<T> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        return Execution.Frame.Current?.Replay is { } replay ? replay.Told(ask) : ask();
    }

    private T Told<T>(Func<T> ask)
    {
        Require();
        var number = ++_asked;
        if (_values.Remove(number, out var told))
        {
            return told is T same ? same : told is null && default(T) is null ? default! : throw Otherwise(number);
        }

        var value = ask();
        _journal.Add(new JournalEvent(JournalEventKind.Value, number) { Value = value, During = _position, Time = _now });
        var commit = Commit();
        if (!commit.IsCompleted)
        {
            Block(commit);
        }

        try
        {
            commit.GetAwaiter().GetResult();
        }
        catch (JournalException e)
        {
            Fail(e);
            throw Objects.Waits.Lost();
        }

        return value;
    }

    private OperationCanceledException Otherwise(long number)
    {
        Stop($"it asks the runtime, as its question {number}, for something else than its journal says");
        return Objects.Waits.Lost();
    }
}
