namespace RayAkka.Conformance.Samples;

/// <summary>A replayed actor that keeps a large object and reads it in every way.</summary>
[Remote(Recovery = ActorRecovery.Replay)]
public class Archive
{
    private ObjectRef<byte[]>? _kept;
    private int _reads;

    public void Keep(int value) => _kept = Ray.Put(Enumerable.Repeat((byte)value, 1024 * 1024).ToArray());

    public async Task<int> Read(ActorHandle<Counter> counter)
    {
        _reads += (await _kept!)[0];
        _reads += await counter.Increment.Remote(1);
        _reads += Ray.Get(_kept!)[1];
        _reads += (await Ray.GetAsync([_kept!]))[0][2];
        return _reads += await counter.Increment.Remote(1);
    }
}
