namespace RayAkka.Conformance.Samples;

/// <summary>An actor whose calls stay until they are cancelled, and say why they were.</summary>
[Remote]
public class Sleeper
{
    public Task<int> Stay(Probe probe, CancellationToken token) => SleepWork.Stay(probe, token);

    public int StayByContext(Probe probe)
    {
        var context = Ray.RuntimeContext;
        Assert.False(context.IsCancelled);
        probe.Arrive();
        Assert.True(context.CancellationToken.WaitHandle.WaitOne(Probe.Limit), "The token did not fire.");
        probe.Note($"{context.CancellationReason} {context.IsCancelled}");
        probe.Open();
        return 1;
    }

    public async Task<int> StayAt(ActorHandle<Sleeper> other, Probe probe) => await other.Stay.Remote(probe);

    /// <summary>Starts a call that its own Timeout keeps from ending with this one, and waits for both.</summary>
    public async Task<int> StayBeyond(ActorHandle<Sleeper> other, Probe probe, Probe beyond)
    {
        var free = other.Stay.Options(new() { Timeout = Timeout.InfiniteTimeSpan }).Remote(beyond);
        _ = await other.Stay.Remote(probe);
        return await free;
    }

    public Task<List<ObjectRef<int>>> Begin(ActorHandle<Sleeper> other, Probe probe) =>
        Task.FromResult<List<ObjectRef<int>>>([other.Stay.Remote(probe)]);

    public int Answer(int result) => result;
}
