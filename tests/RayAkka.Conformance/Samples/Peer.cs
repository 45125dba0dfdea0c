namespace RayAkka.Conformance.Samples;

/// <summary>An actor that waits for another, or for itself, in every way; it is given its peer, since cycles need one made after it.</summary>
[Remote]
public class Peer
{
    private ActorHandle<Peer>? _peer;

    public void Meet(ActorHandle<Peer> peer) => _peer = peer;

    public int Answer(int value) => value;

    public int PassOn(ObjectRef<int> reference) => Ray.Get(reference);

    /// <summary>Calls the peer, which calls back, <paramref name="depth"/> times; waits each time in the way given.</summary>
    public async Task<int> Ping(int depth, string how)
    {
        if (depth == 0)
            return 0;
        var call = _peer!.Ping.Remote(depth - 1, how);
        switch (how)
        {
            case "Get":
                return 1 + Ray.Get(call);
            case "GetLimited":
                return 1 + Ray.Get(call, TimeSpan.FromMilliseconds(200));
            case "Wait":
                return 1 + Ray.Get(Ray.Wait([call]).Ready[0]);
            case "WaitAnyOfTwo":
                return Ray.Wait([call, Work.Tasks.Square.Remote(2)]).Ready.Count;
            case "Await":
                return 1 + await call;
            case "GetAsync":
                return 1 + (await Ray.GetAsync([call]))[0];
            case "WaitAsync":
                return 1 + await (await Ray.WaitAsync([call])).Ready[0];
            case "AsTask":
                return 1 + await call.AsTask();
            case "Helper":
                return 1 + await HelpAsync(call);
            case "GetAsyncLater":
                await Task.Delay(1, CancellationToken.None);
                return 1 + (await Ray.GetAsync([call]))[0];
            case "HelperAfterAwait":
                await Answered();
                return 1 + await HelpAsync(call);
            case "GetAsyncLimited":
                return 1 + (await Ray.GetAsync([call], TimeSpan.FromMilliseconds(200)))[0];
            case "WaitAsyncAnyOfTwo":
                return (await Ray.WaitAsync([call, Work.Tasks.Square.Remote(2)])).Ready.Count;
            case "AnyOfTwoTasks":
                return await await Task.WhenAny(call.AsTask(), Work.Tasks.Square.Remote(1).AsTask());
            case "Return":
                return 1;
            default:
                throw new ArgumentOutOfRangeException(nameof(how), how, message: null);
        }
    }

    private static async Task<int> HelpAsync(ObjectRef<int> call)
    {
        await Task.Yield();
        return await call;
    }

    private static async Task Answered() => await Work.Tasks.Square.Remote(1);

    /// <summary>Waits for a task that waits for the peer.</summary>
    public async Task<int> ThroughATask(bool asynchronous)
    {
        var task = PeerWork.Tasks.Ask.Remote(_peer!);
        return asynchronous ? await task : Ray.Get(task);
    }

    /// <summary>Waits for a call whose argument is a call of this very actor, queued behind this one.</summary>
    public int ThroughAnArgument() => Ray.Get(Work.Tasks.Square.Remote(_peer!.Answer.Remote(3)));

    /// <summary>Awaits in something that the method does not wait for.</summary>
    public Task<int> Beside(Probe probe)
    {
        _ = WatchAsync(probe);
        return Task.FromResult(1);
    }

    private async Task WatchAsync(Probe probe)
    {
        await Task.Yield();
        probe.Note($"{await _peer!.Answer.Remote(8)}");
        probe.Open();
    }
}
