using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters.Samples;

/// <summary>Callers that do not hold themselves back.</summary>
public static class Flood
{
    /// <summary>Has several loops submit calls as fast as they are let in, and waits for the answers only then.</summary>
    /// <returns>How many calls were answered.</returns>
    [Remote(NumCpus = 0)]
    public static async Task<int> Pour(ActorHandle<Station> station, int loops, int calls) =>
        (await Task.WhenAll(Enumerable.Range(0, loops).Select(loop => PourHere(station, loop, calls)))).Sum();

    /// <summary>How many calls <c>Remote</c> takes before it refuses one, with what it says then.</summary>
    [Remote(NumCpus = 0)]
    public static async Task<(int Taken, string Refusal)> Fill(ActorHandle<Station> station, Probe filled)
    {
        var all = new List<ObjectRef<int>>();
        try
        {
            while (true)
            {
                all.Add(station.Note.Remote(all.Count));
                await Task.Yield();
            }
        }
        catch (PendingCallsLimitExceededException e)
        {
            filled.Arrive();
            await Ray.GetAsync(all);
            return (all.Count, e.Message);
        }
    }

    public static async Task<int> PourHere(ActorHandle<Station> station, int loop, int calls)
    {
        await Task.Yield();
        var all = new List<ObjectRef<int>>(calls);
        for (var i = 0; i < calls; i++)
        {
            all.Add(await station.Note.RemoteAsync((loop * calls) + i));
        }

        var answered = 0;
        foreach (var one in all)
        {
            answered += await one > 0 ? 1 : 0;
        }

        return answered;
    }
}
