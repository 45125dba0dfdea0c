using System.Runtime.CompilerServices;
using RayAkka.Testing;
using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;
using RayAkka.Tests.Support;

namespace RayAkka.Tests.Runtime.Lifetime;

/// <summary>The ref of a call is kept in every test; what the call carried must go all the same.</summary>
public sealed class ArgumentLifetimeTests : RayTest
{
    private readonly ManualTimeProvider _time = new();
    private readonly Latch _latch = new();

    protected override RayOptions Options => new() { NumCpus = 4, NumGpus = 0, TimeProvider = _time };

    [Fact]
    public async Task ActorCall_Finished_LetsItsArgumentGo()
    {
        var counter = Counter.Remote(0);
        await FinishesAndLetsGo(With(token => counter.Take.Remote(token)));
        await FinishesAndLetsGo(With(token => counter.Take.Options(new CallOptions { MaxTaskRetries = 3 }).Remote(token)));
        GC.KeepAlive(counter);
    }

    [Fact]
    public async Task ActorCall_Failed_LetsItsArgumentGo()
    {
        var counter = Counter.Remote(0);
        await FailsAndLetsGo<RayTaskException>(With(token => counter.TakeAndThrow.Remote(token)));
        GC.KeepAlive(counter);
    }

    [Fact]
    public Task Task_Finished_LetsItsArgumentGo() => FinishesAndLetsGo(With(token => Functions.Tasks.Take.Remote(token)));

    [Fact]
    public Task Task_Failed_LetsItsArgumentGo() => FailsAndLetsGo<RayTaskException>(With(token => Functions.Tasks.TakeAndThrow.Remote(token)));

    [Fact]
    public async Task Call_WithARefAsArgument_LetsTheObjectGoWhenItHasRun()
    {
        var counter = Counter.Remote(0);
        await FinishesAndLetsGo(With(token => counter.Take.Remote(Ray.Put(token))));
        await FinishesAndLetsGo(With(token => Functions.Tasks.Take.Remote(Ray.Put(token))));
        GC.KeepAlive(counter);
    }

    [Fact]
    public async Task Call_WhoseOtherArgumentFailed_LetsItsArgumentGo()
    {
        var failed = Functions.Tasks.TakeAndThrow.Remote(new Token());
        await FailsAndLetsGo<RayTaskException>(With(token => Functions.Tasks.TakeAfter.Remote(token, failed)));
        var counter = Counter.Remote(0);
        await FailsAndLetsGo<RayTaskException>(With(token => counter.TakeAndBlock.Remote(token, failed)));
        GC.KeepAlive(counter);
    }

    [Fact]
    public async Task ActorCall_TimedOutInTheQueue_LetsItsArgumentGo()
    {
        var counter = Counter.Remote(0);
        var blocked = counter.Block.Remote(_latch.Number);
        await _latch.Arrivals();
        var (token, call) = With(token => counter.Take.Options(new CallOptions { Timeout = TimeSpan.FromSeconds(1) }).Remote(token));

        _time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<GetTimeoutException>(async () => await call);
        _latch.Open();

        Assert.Equal(1, await blocked);
        await Eventually.Gone(token, "the argument of the call");
        GC.KeepAlive(counter);
    }

    [Fact]
    public async Task Call_TimedOutBehindAnArgumentThatNeverComes_LetsItsArgumentGo()
    {
        var never = Functions.Tasks.WaitAsync.Remote(_latch.Number);
        var counter = Counter.Remote(0);
        var limit = TimeSpan.FromSeconds(1);
        var ofActor = With(token => counter.TakeAndBlock.Options(new CallOptions { Timeout = limit }).Remote(token, never));
        var ofTask = With(token => Functions.Tasks.TakeAfter.Options(new TaskOptions { Timeout = limit }).Remote(token, never));

        _time.Advance(limit);

        await FailsAndLetsGo<GetTimeoutException>(ofActor);
        await FailsAndLetsGo<GetTimeoutException>(ofTask);
        _latch.Open();
        GC.KeepAlive(counter);
    }

    [Fact]
    public async Task ActorCalls_OfAKilledActor_LetTheirArgumentsGo()
    {
        var counter = Counter.Remote(0);
        var running = With(token => counter.TakeAndBlock.Remote(token, _latch.Number));
        var queued = With(token => counter.Take.Remote(token));
        await _latch.Arrivals();

        Ray.Kill(counter);
        await FailsAndLetsGo<ActorDiedException>(queued);
        _latch.Open();

        await FailsAndLetsGo<ActorDiedException>(running);
    }

    [Fact]
    public async Task Task_OfALostNodeWithoutRetries_LetsItsArgumentGoWhenItsCodeEnds()
    {
        var node = await Session.AddNodeAsync(new NodeOptions { NumCpus = 1, Labels = { ["kind"] = "lost" } });
        var options = new TaskOptions { MaxRetries = 0, Labels = { ["kind"] = "lost" } };
        var running = With(token => Functions.Tasks.TakeAndBlock.Options(options).Remote(token, _latch.Number));
        await _latch.Arrivals();

        await Session.KillNodeAsync(node);
        await Assert.ThrowsAsync<NodeDiedException>(async () => await running.Call);
        _latch.Open();

        await Eventually.Gone(running.Token, "the argument of the lost task");
    }

    [Fact]
    public async Task Constructor_Finished_LetsItsArgumentGo()
    {
        var (token, taker) = MakeTaker(maxRestarts: 0);

        await Eventually.Gone(token, "the constructor's argument");

        GC.KeepAlive(taker);
    }

    [Fact]
    public async Task Constructor_OfAnActorThatCanBeRebuilt_LetsItsArgumentGoWhenTheActorIsDead()
    {
        var (token, taker) = MakeTaker(maxRestarts: 1);
        Ray.Kill(taker, noRestart: false);
        Assert.Equal(7, await AskUntilItAnswers(taker));
        Assert.True(token.IsAlive);

        Ray.Kill(taker);

        await Eventually.Gone(token, "the constructor's argument");
        GC.KeepAlive(taker);
    }

    [Fact]
    public async Task Instance_OfAKilledActor_IsLetGoWhileHandlesAndRefsAreKept()
    {
        var (_, taker) = MakeTaker(maxRestarts: 0);
        var result = taker.Size.Remote();
        Assert.Equal(7, await result);
        var instance = Taker.LastMade;
        Assert.True(instance.IsAlive);

        Ray.Kill(taker);

        await Eventually.Gone(instance, "the object of the killed actor");
        GC.KeepAlive(taker);
        GC.KeepAlive(result);
    }

    [Fact]
    public async Task Result_ItsRefDropped_IsLetGo()
    {
        var counter = Counter.Remote(0);

        await Eventually.Gone(MakeResult(counter), "the result");

        GC.KeepAlive(counter);
    }

    private static async Task FinishesAndLetsGo((WeakReference Token, ObjectRef<int> Call) of)
    {
        await Ray.GetAsync(of.Call, Limits.Hang);
        await Eventually.Gone(of.Token, "the argument of the finished call");
        GC.KeepAlive(of.Call);
    }

    private static async Task FailsAndLetsGo<TException>((WeakReference Token, ObjectRef<int> Call) of)
        where TException : Exception
    {
        await Assert.ThrowsAsync<TException>(async () => await of.Call.AsTask().Within());
        await Eventually.Gone(of.Token, "the argument of the failed call");
        GC.KeepAlive(of.Call);
    }

    private static async Task<int> AskUntilItAnswers(ActorHandle<Taker> taker) =>
        await taker.Size.Options(new CallOptions { MaxTaskRetries = -1 }).Remote();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Token, ObjectRef<int> Call) With(Func<Token, ObjectRef<int>> call)
    {
        var token = new Token();
        return (new WeakReference(token), call(token));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Token, ActorHandle<Taker> Taker) MakeTaker(int maxRestarts)
    {
        var token = new Token();
        var taker = Taker.Options(new ActorOptions { MaxRestarts = maxRestarts }).Remote(token);
        Ray.Get(taker.Size.Remote());
        return (new WeakReference(token), taker);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference MakeResult(ActorHandle<Counter> counter) => new(Ray.Get(counter.Make.Remote()));
}
