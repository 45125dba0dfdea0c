namespace RayAkka.Conformance.Samples;

/// <summary>Calls Ray.ExitActor in every place there is.</summary>
[Remote]
public class Exiter
{
    public Exiter(bool atOnce = false)
    {
        if (atOnce)
            Ray.ExitActor();
    }

    public int Answer(int value) => value;

    public int Exit(Probe probe)
    {
        probe.Pass();
        Ray.ExitActor();
        return 0;
    }

    public async Task<int> ExitAsync(Probe probe)
    {
        await probe.PassAsync();
        Ray.ExitActor();
        return 0;
    }

    /// <summary>Catches the exception that leaves the method: the actor ends all the same, behind this call.</summary>
    public int ExitAndSwallow(Probe probe)
    {
        try
        {
            Exit(probe);
        }
        catch (Exception e)
        {
            probe.Note(e.GetType().Name);
        }

        return 5;
    }
}
