using System.Collections.Concurrent;
using RayAkka.Actors;
using RayAkka.Execution;

namespace RayAkka.Simulation.Engine;

/// <summary>
/// Runs everything on one thread, one step after the other: an item of the worker pool, the delivery of an envelope, a timer, the news of a lost
/// node. Chance says which of the steps that are possible comes next, and thereby every interleaving. Between any two steps the workload can
/// crash what it likes.
/// </summary>
/// <remarks>
/// Invariants: (1) no code of the runtime or of the workload runs on another thread: what a finalizer queues waits until the run is over, what a thread
/// of the .NET pool queues fails the run; (2) an item is queued, never run on the stack of who queues it; (3) time passes only here.
/// </remarks>
internal sealed class Simulator : IWorkItemQueue
{
    // With more than this to do time stands still: else links that send again would make work faster than it is done.
    private const int MostWaiting = 16;

    private readonly Scenario _scenario;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly ExecutionContext _clean = CleanContext.Value;
    private readonly List<object> _items = [];
    private readonly ConcurrentQueue<object> _foreign = new();
    private readonly List<SimulatedTimer> _due = [];
    private readonly List<Flight> _arriving = [];
    private LawBrokenException? _broken;

    public Simulator(ulong seed, Scenario scenario, Trace trace)
    {
        _scenario = scenario;
        Chance = new Chance(seed ^ 0x5EED_5EED_5EED_5EED);
        Trace = trace;
        Engine = new SimulatedEngine(this, scenario, scenario.IsDirect);
        Store = new SimulatedStore(this, scenario);
    }

    public Chance Chance { get; }

    public Trace Trace { get; }

    public SimulatedTime Time { get; } = new();

    public SimulatedEngine Engine { get; }

    public SimulatedStore Store { get; }

    public int ItemCount => _items.Count;

    /// <summary>Steps since something other than an endless timer was run.</summary>
    public int IdleSteps { get; private set; }

    public void Enqueue(object item)
    {
        if (Environment.CurrentManagedThreadId == _thread)
        {
            _items.Add(item);
            return;
        }

        _foreign.Enqueue(item);
        if (Thread.CurrentThread.IsThreadPoolThread)
            Break($"Work of the runtime ran on a thread of the .NET pool:{Environment.NewLine}{Environment.StackTrace}");
    }

    public void Wait(Task task)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        while (!task.IsCompleted)
        {
            if (!Store.HasWork)
                throw Break("Code blocks, and waits for something else than the journal.");
            Store.Step();
        }

        SynchronizationContext.SetSynchronizationContext(context);
    }

    /// <summary>A law is broken: the run ends at its next step, also if user code swallows the exception.</summary>
    /// <returns>What to throw.</returns>
    public LawBrokenException Break(string how) => _broken ??= new LawBrokenException(how);

    /// <summary>Something was done from outside that may lead to more.</summary>
    public void Stir() => IdleSteps = 0;

    /// <summary>Does one step.</summary>
    /// <returns>False if there is nothing to do, now or later.</returns>
    public bool Step()
    {
        if (_broken is not null)
            throw _broken;
        if (_items.Count + Engine.Flights.Count < MostWaiting)
        {
            Time.Advance(_scenario.TicksAStep);
            if (Chance.Happens(_scenario.Jump))
                AdvanceToNext();
        }

        if (RunOne())
            return true;
        return AdvanceToNext() && RunOne();
    }

    /// <summary>Runs what finalizers have queued, in no certain order; at the end of a run only.</summary>
    public void RunForeign()
    {
        while (_foreign.TryDequeue(out var item))
            Execute(item);
    }

    private bool RunOne()
    {
        _due.Clear();
        foreach (var timer in Time.Armed)
        {
            if (timer.Due <= Time.Now)
                _due.Add(timer);
        }

        _arriving.Clear();
        foreach (var flight in Engine.Flights)
        {
            if (flight.At <= Time.Now)
                _arriving.Add(flight);
        }

        var items = _items.Count > 0 ? _scenario.ItemWeight : 0;
        var flights = _arriving.Count > 0 ? _scenario.FlightWeight : 0;
        var timers = _due.Count > 0 ? _scenario.TimerWeight : 0;
        var writes = Store.HasWork ? _scenario.StoreWeight : 0;
        var all = items + flights + timers + writes;
        if (all == 0 || Chance.Happens(0.1))
        {
            if (Engine.TryTellLoss())
            {
                Restore();
                IdleSteps = 0;
                return true;
            }

            if (all == 0)
                return false;
        }

        var pick = Chance.Below(all);
        if (pick < items)
        {
            RunItem(Take(_items));
            IdleSteps = 0;
        }
        else if (pick < items + flights)
        {
            var flight = Choose(_arriving);
            Trace.Step("deliver", flight.Envelope.Message?.GetType() ?? typeof(void), flight.Envelope.Number);
            Engine.Deliver(flight);
            IdleSteps = 0;
        }
        else if (pick < items + flights + writes)
        {
            Store.Step();
            IdleSteps = 0;
        }
        else
        {
            var timer = Choose(_due);
            Trace.Step("timer", timer.Owner, timer.Number);
            IdleSteps = timer.IsEndless ? IdleSteps + 1 : 0;
            timer.Fire();
        }

        Restore();
        return true;
    }

    private void RunItem(object item)
    {
        if (item is Action action)
        {
            Trace.Step("action", action.Method.DeclaringType!, 0, action.Method.Name);
        }
        else
        {
            Trace.Step("item", item.GetType(), item is ActorCell cell ? (long)cell.Frame.Number & 0xFFFF_FFFF : 0);
        }

        Execute(item);
    }

    private static void Execute(object item)
    {
        if (item is Action action)
            action();
        else
            ((IThreadPoolWorkItem)item).Execute();
    }

    /// <summary>Leaves the context of what ran last.</summary>
    public void Restore()
    {
        if (ExecutionContext.Capture() != _clean)
            ExecutionContext.Restore(_clean);
        if (SynchronizationContext.Current is not null)
            SynchronizationContext.SetSynchronizationContext(null);
    }

    private T Take<T>(List<T> list)
    {
        var index = Index(list.Count);
        var item = list[index];
        list.RemoveAt(index);
        return item;
    }

    private T Choose<T>(List<T> list) => list[Index(list.Count)];

    private int Index(int count) => count == 1 ? 0
        : Chance.Happens(_scenario.Shuffle) ? Chance.Below(count)
        : _scenario.NewestFirst ? count - 1 : 0;

    private bool AdvanceToNext()
    {
        var next = Engine.NextDue();
        foreach (var timer in Time.Armed)
            next = Math.Min(next, timer.Due);
        if (next == long.MaxValue)
            return false;
        if (next > Time.Now)
            Time.Advance(next - Time.Now);
        return true;
    }
}
