using Microsoft.Extensions.Logging.Abstractions;
using RayAkka.Execution;

namespace RayAkka.Simulation.Runs;

/// <summary>One run of a seed, from Init to Shutdown.</summary>
internal sealed class Run
{
    private const int MostSteps = 60_000;

    // So many ticks of the stall watch, a quarter of a minute each, without anything else: nothing will ever come.
    private const int IdleSteps = 40;
    private const int Stack = 16 << 20;

    private readonly Scenario _scenario;
    private readonly Trace _trace;
    private readonly Simulator _simulator;
    private readonly World _world;
    private readonly SimulatedRecordStore _store;
    private readonly ulong _seed;

    private Run(ulong seed, TextWriter? text)
    {
        _seed = seed;
        _scenario = Scenario.Of(seed);
        _trace = new Trace(text);
        _simulator = new Simulator(seed, _scenario, _trace);
        _store = new SimulatedRecordStore(_simulator.Store);
        _world = new World(_simulator, _scenario);
    }

    /// <summary>Runs a seed on a thread of its own. One run at a time in a process, which must not have a session.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="text">Where every step is written; null for nowhere.</param>
    /// <param name="isAlone">Whether nothing else in the process uses the thread pool of .NET, so that its use is an escape from the simulation.</param>
    public static RunReport Of(ulong seed, TextWriter? text = null, bool isAlone = false)
    {
        RunReport? report = null;
        var pooled = PooledItems();
        var thread = new Thread(() => report = new Run(seed, text).Execute(), Stack) { IsBackground = true, Name = $"simulation {seed}" };
        thread.Start();
        thread.Join();
        return isAlone && report!.Broken is null && PooledItems() != pooled
            ? report with { Broken = "work went to the thread pool of .NET, where no seed decides what happens" }
            : report!;
    }

    private static long PooledItems() => ThreadPool.CompletedWorkItemCount + ThreadPool.PendingWorkItemCount;

    private RunReport Execute()
    {
        string? broken = null;
        WorkerPool.Substitute = _simulator;
        World.Current = _world;
        try
        {
            Live();
        }
        catch (LawBrokenException e)
        {
            broken = e.Message;
        }
        catch (Exception e)
        {
            broken = $"the runtime threw: {e}";
        }

        if (broken is not null)
        {
            _trace.Add($"BROKEN: {broken}");
            Abandon();
        }

        WorkerPool.Substitute = null;
        return new RunReport(
            _seed,
            _scenario,
            _trace.Hash,
            _trace.Steps,
            _world.Calls.Count,
            _world.Incarnations,
            _world.LostNodes,
            _world.Calls.Sum(call => Math.Max(0, call.Runs.Count - 1)),
            broken);
    }

    private void Live()
    {
        var runtime = RayRuntime.Start(new RayOptions
        {
            EngineFactory = () => _simulator.Engine,
            TimeProvider = _simulator.Time,
            LoggerFactory = NullLoggerFactory.Instance,
            Namespace = "simulation",
            MayLoseNodes = true,
            RecordStore = _scenario.Journal == JournalPlace.Store ? _store : null,
            Scope = 0x51D_0000_0000_0000 | (_seed & 0xFFFF_FFFF),
            UnschedulableAfter = TimeSpan.FromSeconds(10),
        });
        if (_scenario.Journal == JournalPlace.Store)
        {
            // Before several wait for it: all but one of them would go on on the thread pool of .NET.
            var opening = runtime.Journals.Store;
            Until(() => opening.IsCompleted, "the store does not open");
        }

        if (_scenario.Journal == JournalPlace.SlowMemory)
            runtime.Journals.Intercept = (actor, journal) => new SimulatedJournal(_simulator.Store, actor, journal);
        var chance = new Chance(_seed + 0x1234_5678_9ABC_DEF0);
        var nemesis = new Nemesis(_world, runtime, chance.Split());
        for (var i = 0; i < _scenario.Nodes; i++)
            nemesis.AddNode();
        for (var i = 0; i < _scenario.Actors; i++)
            Client.CreateActor(_world, chance);
        var clients = new List<Task>();
        for (var i = 0; i < _scenario.Clients; i++)
        {
            var client = new Client(_world, chance.Split());
            _simulator.Enqueue(() => clients.Add(client.RunAsync()));
        }

        bool HaveEnded() => clients.Count == _scenario.Clients && clients.TrueForAll(client => client.IsCompleted);
        while (!HaveEnded() && _trace.Steps < MostSteps / 3)
        {
            if (!Step())
                break;
            nemesis.Act();
            if (_scenario.ShutsDownEarly && chance.Happens(0.005))
                break;
        }

        if (_scenario.ShutsDownEarly)
        {
            ShutDown(runtime);
            Until(HaveEnded, "the clients wait for ever");
            Aftermath.CheckCalls(_world);
            return;
        }

        nemesis.Calm();
        Until(HaveEnded, "the clients wait for ever");
        clients.ForEach(client => client.GetAwaiter().GetResult());
        Quieten();
        Accounting.Check(_world);
        nemesis.DropAll();
        Quieten();
        nemesis.DropFound();
        Quieten();
        nemesis.Verify();
        Aftermath.Check(_world, runtime);
        if (_scenario.JournalFailures == 0)
            Aftermath.CheckStore(_store);
        ShutDown(runtime);
    }

    private void ShutDown(RayRuntime runtime)
    {
        _world.IsClosing = true;
        _world.IsDisturbed = true;
        var shutdown = runtime.ShutdownAsync();
        Until(() => shutdown.IsCompleted, "the shutdown waits for ever");
        shutdown.GetAwaiter().GetResult();
        Quieten();
        Aftermath.CheckEnd(_world);
        _simulator.RunForeign();
    }

    private bool Step() => _simulator.Step() && _simulator.IdleSteps < IdleSteps;

    private void Until(Func<bool> isOver, string hang)
    {
        _simulator.Stir();
        while (!isOver())
        {
            if (_trace.Steps >= MostSteps)
                throw new LawBrokenException($"{hang}: not over after {MostSteps} steps");
            if (!Step())
                throw new LawBrokenException($"{hang}:{Environment.NewLine}{Aftermath.Open(_world)}");
        }
    }

    // Until nothing but the endless timers is left.
    private void Quieten()
    {
        _simulator.Stir();
        while (_trace.Steps < MostSteps && Step())
        {
        }
    }

    // Another session must be able to start in this process.
    private void Abandon()
    {
        try
        {
            _simulator.Restore();
            if (RayRuntime.Current is { } runtime)
            {
                var shutdown = runtime.ShutdownAsync();
                for (var i = 0; i < MostSteps && !shutdown.IsCompleted; i++)
                {
                    try
                    {
                        if (!_simulator.Step())
                            break;
                    }
                    catch (Exception)
                    {
                        // The run is broken already.
                    }
                }
            }
        }
        finally
        {
            RayRuntime.Forget();
        }
    }
}
