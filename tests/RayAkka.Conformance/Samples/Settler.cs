namespace RayAkka.Conformance.Samples;

/// <summary>An actor that says where it is, and starts others.</summary>
[Remote]
public class Settler
{
    public Spot Where() => Spot.Here();

    public int Hold(Probe probe)
    {
        probe.Pass();
        return 1;
    }

    public Spot WhereIsMyTask() => Ray.Get(Settling.Tasks.Where.Remote());

    public Spot WhereIsMyTaskWithAStrategy() =>
        Ray.Get(Settling.Tasks.Where.Options(new() { SchedulingStrategy = SchedulingStrategy.Default }).Remote());

    public Spot WhereIsTheTaskOfMyTask() => Ray.Get(Settling.Tasks.WhereIsMyTask.Remote());

    public async Task<Spot> WhereIsMyActor()
    {
        var actor = Settler.Remote();
        return await actor.Where.Remote();
    }
}
