using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters.Samples;

/// <summary>An actor that says where it is, notes what it is told, can be held, and can have a friend on another node.</summary>
/// <param name="life">Noted when one is made; arrived at when one is disposed.</param>
[Remote]
public class Station(Probe life) : IDisposable
{
    private readonly List<int> _notes = Begin(life);
    private readonly List<ActorHandle<Station>> _friends = [];
    private ObjectRef<int>? _held;

    public ActorId Id() => Ray.RuntimeContext.ActorId;

    public NodeId Node() => Ray.RuntimeContext.NodeId;

    /// <summary>The node and the GPUs that the actor holds, as text.</summary>
    public string Place() => $"{Ray.RuntimeContext.NodeId}/{string.Join(',', Ray.GetGpuIds())}";

    /// <summary>Notes a value.</summary>
    /// <returns>The values noted so far.</returns>
    public int Note(int value)
    {
        _notes.Add(value);
        return _notes.Count;
    }

    public int[] Notes() => [.. _notes];

    public int Hold(Probe probe)
    {
        probe.Pass();
        return probe.Number;
    }

    public ActorHandle<Station> Make(string place, Probe newLife, int restarts = 0) =>
        Station.Options(new() { Resources = { [place] = 1 }, MaxRestarts = restarts }).Remote(newLife);

    public void Befriend(ActorHandle<Station> friend) => _friends.Add(friend);

    public ActorHandle<Station> Friend() => _friends[^1];

    public void Part() => _friends.Clear();

    public void KillFriend() => Ray.Kill(_friends[^1]);

    /// <summary>Notes values at the friend, all in flight together.</summary>
    public async Task<int[]> NoteAtFriend(int first, int count)
    {
        var calls = new List<ObjectRef<int>>();
        for (var i = 0; i < count; i++)
        {
            calls.Add(_friends[^1].Note.Remote(first + i));
        }

        return [.. await Ray.GetAsync(calls)];
    }

    /// <summary>Holds the friend.</summary>
    /// <returns>How that ended: the name of the error's type, or nothing.</returns>
    public Task<string> HoldFriend(Probe probe)
    {
        BeginToHoldFriend(probe);
        return EndOfHold();
    }

    public void BeginToHoldFriend(Probe probe) => _held = _friends[^1].Hold.Remote(probe);

    /// <summary>Waits for what was begun.</summary>
    /// <returns>How that ended: the name of the error's type, or nothing.</returns>
    public async Task<string> EndOfHold()
    {
        try
        {
            await _held!;
            return "";
        }
        catch (RayException e)
        {
            return e.GetType().Name;
        }
    }

    public async Task<NodeId> NodeOfFriend() => await _friends[^1].Node.Options(new CallOptions { MaxTaskRetries = -1 }).Remote();

    public void Dispose() => life.Arrive();

    private static List<int> Begin(Probe life)
    {
        life.Note("made");
        return [];
    }
}
