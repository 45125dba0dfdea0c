namespace RayAkka.Conformance.Samples;

[Remote]
public class ContextReader
{
    public Seen Read() => Seen.Now();

    public async Task<Seen> ReadBehindAwaits()
    {
        await Task.Yield();
        await Work.Tasks.Square.Remote(2);
        await Task.Run(() => 1).ConfigureAwait(false);
        return Seen.Now();
    }

    public int[] Gpus() => [.. Ray.GetGpuIds()];

    public ActorHandle<ContextReader> Me() => Ray.RuntimeContext.CurrentActor<ContextReader>();
}
