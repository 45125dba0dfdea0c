using RayAkka.Engine;
using RayAkka.Execution;
using RayAkka.Objects;

namespace RayAkka.Cycles;

/// <summary>
/// Finds calls of several processes that wait for each other in a circle; those within a process the cycle detector finds as they arise.
/// </summary>
/// <remarks>
/// A run that has waited for a while makes its process ask all others what waits for what there, twice, and put the answers together
/// (<see cref="GlobalWaits"/>). Each process in a circle asks by itself; only the one whose run has the lowest key ends its wait, so that one
/// call of the circle fails and the others go on. A wait is looked at again after twice the time. A process that is gone is not waited for.
/// </remarks>
internal sealed class CycleSearch : IDisposable
{
    private const int LongestPause = 64;

    private readonly Lock _gate = new();
    private readonly RayRuntime _runtime;
    private readonly ITimer _timer;
    private readonly HashSet<NodeId> _asked = [];
    private readonly List<WaitFact> _round = [];
    private Dictionary<long, (int Age, int Next)> _ages = [];
    private WaitFact[]? _first;
    private long _search;
    private bool _searching;

    public CycleSearch(RayRuntime runtime)
    {
        _runtime = runtime;
        _timer = runtime.Time.CreateTimer(static search => ((CycleSearch)search!).Look(), this, Interval, Interval);
    }

    /// <summary>How long a run must wait before others are asked.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(500);

    public void Dispose() => _timer.Dispose();

    public void OnTold(NodeId from, WaitsTold told)
    {
        lock (_gate)
        {
            if (told.Search != _search || !_asked.Remove(from))
            {
                return;
            }

            _round.AddRange(told.Facts);
        }

        GoOn();
    }

    public void OnPeerDown(NodeId peer)
    {
        lock (_gate)
        {
            if (!_asked.Remove(peer))
            {
                return;
            }
        }

        GoOn();
    }

    private void Look()
    {
        var isDue = false;
        var ages = new Dictionary<long, (int Age, int Next)>();
        foreach (var wait in Waits())
        {
            var (age, next) = _ages.GetValueOrDefault(wait.Number, (0, 1));
            if (age >= next)
            {
                isDue = true;
                next = Math.Min(age * 2, age + LongestPause);
            }

            ages[wait.Number] = (age + 1, next);
        }

        _ages = ages;
        lock (_gate)
        {
            if (!isDue || _searching || _runtime.Peers.All.Count == 0)
            {
                return;
            }

            _searching = true;
            _first = null;
        }

        Ask();
    }

    private IEnumerable<WaitRecord> Waits() => _runtime.Hosts.SelectMany(static host => host.RunningFrames()).Where(static frame => frame.CurrentCall is not null)
        .SelectMany(CycleDetector.WaitsOf).Where(static wait => wait.HoldsCall);

    private void Ask()
    {
        NodeId[] peers = [.. _runtime.Peers.All.Select(static peer => peer.Id)];
        long search;
        lock (_gate)
        {
            search = ++_search;
            _round.Clear();
            _round.AddRange(WaitFacts.Of(_runtime));
            _asked.Clear();
            _asked.UnionWith(peers);
        }

        foreach (var peer in peers)
        {
            _runtime.Peers.Tell(peer, new WaitsAsked(search));
            if (_runtime.Peers.IsGone(peer))
            {
                OnPeerDown(peer);
            }
        }
    }

    private void GoOn()
    {
        WaitFact[] first;
        WaitFact[] second;
        lock (_gate)
        {
            if (_asked.Count > 0)
            {
                return;
            }

            if (_first is null)
            {
                _first = [.. _round];
                WorkerPool.Shared.Enqueue(Ask);
                return;
            }

            (first, second) = (_first, [.. _round]);
            _first = null;
            _searching = false;
        }

        WorkerPool.Shared.Enqueue(() => End(first, second));
    }

    private void End(WaitFact[] first, WaitFact[] second)
    {
        foreach (var wait in Waits().ToArray())
        {
            var key = WaitKey.OfRun(wait.Call!);
            if (new GlobalWaits(first, second).CircleOf(key) is not { } circle || circle.Runs.Any(other => IsBefore(other, key)))
            {
                continue;
            }

            if (second.Any(fact => fact.Key == key && fact.Wait == wait.Number))
            {
                wait.EndAsCycle(new CallCycleException(circle.Names));
            }
        }
    }

    private static bool IsBefore(WaitKey left, WaitKey right) => left.High < right.High || (left.High == right.High && left.Low < right.Low);
}
