using RayAkka.Execution;
using RayAkka.Objects;

namespace RayAkka.Simulation.History;

/// <summary>
/// What the workload of a run has done and seen. The laws that can be broken at one moment are checked at that moment: when a call starts and when a ref
/// is resolved.
/// </summary>
internal sealed class World(Simulator simulator, Scenario scenario)
{
    public const int StartBalance = 100;

    private readonly List<CallEntry> _calls = [];
    private readonly List<ActorEntry> _actors = [];
    private readonly List<Incarnation> _incarnations = [];
    private readonly Dictionary<(string Caller, int Actor), int> _sequences = [];
    private readonly Dictionary<(int Parent, int Index), CallEntry> _nested = [];
    private readonly HashSet<string> _rerun = [];
    private int _taskRuns;

    /// <summary>The world of the run that is under way: one at a time in a process.</summary>
    public static World Current { get; set; } = null!;

    public Simulator Simulator => simulator;

    public Scenario Scenario => scenario;

    public TimeProvider Time => simulator.Time;

    public IReadOnlyList<CallEntry> Calls => _calls;

    public IReadOnlyList<ActorEntry> Actors => _actors;

    /// <summary>How many incarnations there were.</summary>
    public int Incarnations => _incarnations.Count;

    /// <summary>How many nodes were lost or left.</summary>
    public int LostNodes { get; set; }

    /// <summary>Whether Ray was told to shut down.</summary>
    public bool IsClosing { get; set; }

    /// <summary>Whether anything bad was done to anything.</summary>
    public bool IsDisturbed { get; set; }

    public ActorEntry AddActor(int maxRestarts, int maxConcurrency, string? name, ActorEntry? creator = null, bool isReplay = false)
    {
        var actor = new ActorEntry(_actors.Count, maxRestarts, maxConcurrency, name) { Creator = creator, IsReplay = isReplay };
        _actors.Add(actor);
        return actor;
    }

    /// <summary>A constructor runs.</summary>
    public int Born(int actor)
    {
        var incarnation = new Incarnation(_incarnations.Count, _actors[actor], Frame.Current!.Cell!);
        _incarnations.Add(incarnation);
        simulator.Trace.Add($"{incarnation} is made");
        return incarnation.Number;
    }

    /// <summary>The actor of which that is an incarnation.</summary>
    public ActorEntry ActorOf(int incarnation) => _incarnations[incarnation].Actor;

    /// <summary>The caller that an incarnation is.</summary>
    public static string CallerOf(int incarnation) => $"incarnation {incarnation}";

    /// <summary>The caller that a replayed actor is, over all its incarnations.</summary>
    public static string ReplayedCallerOf(int incarnation) => $"replayed actor {Current.ActorOf(incarnation).Number}";

    public CallEntry AddCall(CallKind kind, string caller, ActorEntry? actor, int retries, TimeSpan? timeout = null, bool retriesExceptions = false, CallEntry? dependsOn = null)
    {
        var key = (caller, actor?.Number ?? -1);
        var sequence = _sequences[key] = _sequences.GetValueOrDefault(key) + 1;
        var call = new CallEntry(_calls.Count, kind, caller, actor, sequence)
        {
            Retries = retries,
            Timeout = timeout,
            RetriesExceptions = retriesExceptions,
            DependsOn = dependsOn,
        };
        _calls.Add(call);
        return call;
    }

    /// <summary>The call that a call makes as its nth: the same one each time that the caller, which is deterministic, runs again.</summary>
    public CallEntry Nested(int parent, int index, CallKind kind, string caller, ActorEntry? actor, int retries)
    {
        if (!_nested.TryGetValue((parent, index), out var call))
            _nested[(parent, index)] = call = AddCall(kind, caller, actor, retries);
        return call;
    }

    /// <summary>Submits the call; from then on its ref is watched.</summary>
    public ObjectRef<int> Submit(CallEntry call, Func<ObjectRef<int>> remote)
    {
        var attempt = new Attempt(call);
        call.Attempts.Add(attempt);
        ObjectRef<int> reference;
        try
        {
            reference = remote();
        }
        catch (Exception e)
        {
            simulator.Trace.Add($"refused {e.GetType().Name}", call.Id);
            attempt.Resolutions = 1;
            throw;
        }

        if (simulator.Trace.IsRead)
            simulator.Trace.Add($"submit {call}");
        attempt.Reference = reference;
        var waiter = new Resolution(this, attempt);
        if (!reference.TryAddWaiter(waiter))
            waiter.OnCompleted(reference);
        return reference;
    }

    /// <summary>A method of an actor begins to run a call.</summary>
    public CallEntry Begin(int id, int number)
    {
        var call = _calls[id];
        var incarnation = _incarnations[number];
        simulator.Trace.Add("run", id);
        var hasRunHere = call.Runs.Contains(number);
        Require(call.Actor == incarnation.Actor, $"{call} ran on another actor: {incarnation}");
        Require(!hasRunHere || (call.RetriesExceptions && call.Thrown > 0), $"{call} ran twice on {incarnation}");
        if (!call.Actor!.IsReplay)
        {
            Require(!call.IsResolved || incarnation.IsLost, $"{call} ran on {incarnation} after its ref was resolved");
            RequireRetries(call);
        }

        if (call.Actor!.MaxConcurrency == 1 && !hasRunHere && !_rerun.Contains(call.Caller))
            RequireOrder(call, incarnation);
        call.Runs.Add(number);
        return call;
    }

    /// <summary>A task begins to run.</summary>
    /// <returns>The caller that it is.</returns>
    public string BeginTask(int id)
    {
        var call = _calls[id];
        var caller = $"task {id}";
        simulator.Trace.Add("run task", id);
        Require(!call.IsResolved || Frame.Current!.IsLost, $"{call} ran after its ref was resolved");
        RequireRetries(call);
        call.Runs.Add(++_taskRuns);
        if (call.Runs.Count > 1)
            _rerun.Add(caller);
        return caller;
    }

    /// <summary>Whether the caller is a task of which there was more than one attempt, or an actor that was replayed.</summary>
    public bool RunsAgain(string caller) => _rerun.Contains(caller);

    /// <summary>A run of a call is about to return its result.</summary>
    public int End(int id, int result)
    {
        var call = _calls[id];
        Require(call.Actor is not { IsReplay: true } || call.Results.TrueForAll(before => before == result), $"{call} returned {result}, and something else when it ran before");
        call.Results.Add(result);
        return result;
    }

    /// <summary>A run of a call is about to throw.</summary>
    public SimulatedException Throw(int id)
    {
        _calls[id].Thrown++;
        return new SimulatedException($"call {id}");
    }

    private void Require(bool isSo, string broken)
    {
        if (!isSo)
            throw simulator.Break(broken);
    }

    private void RequireRetries(CallEntry call)
    {
        Require(call.Runs.Count == 0 || IsDisturbed || (call.RetriesExceptions && call.Thrown > 0), $"{call} ran again, though nothing was lost");
        Require(call.Retries < 0 || call.Runs.Count < (1 + call.Retries) * Math.Max(1, call.Attempts.Count), $"{call} ran more often than its retries allow");
    }

    private void RequireOrder(CallEntry call, Incarnation incarnation)
    {
        var last = incarnation.LastRuns.GetValueOrDefault(call.Caller);
        Require(call.Sequence > last, $"{call} ran on {incarnation} behind the caller's call {last}");
        incarnation.LastRuns[call.Caller] = call.Sequence;
        if (call.Runs.Count == 0 && !incarnation.IsLost)
        {
            var first = call.Actor!.FirstRuns.GetValueOrDefault(call.Caller);
            Require(call.Sequence > first, $"{call} ran for the first time behind the caller's call {first}");
            call.Actor.FirstRuns[call.Caller] = call.Sequence;
        }
    }

    private void Resolved(Attempt attempt, ObjectRef<int> reference)
    {
        var call = attempt.Call;
        Require(++attempt.Resolutions == 1, $"{call} was resolved twice");
        if (reference.IsFailed)
        {
            attempt.Error = reference.Error;
            simulator.Trace.Add($"failed {attempt.Error.GetType().Name}", call.Id);
            Failures.Check(this, call, attempt.Error);
            return;
        }

        attempt.HasSucceeded = true;
        var value = reference.Read(RayRuntime.Current!.Driver);
        simulator.Trace.Add($"succeeded {value}", call.Id);
        Require(call.Results.Contains(value), $"{call} has the result {value}, which none of its runs returned");
    }

    private sealed class Resolution(World world, Attempt attempt) : RefWaiter
    {
        public override void OnCompleted(ObjectRef reference) => world.Resolved(attempt, (ObjectRef<int>)reference);
    }
}
