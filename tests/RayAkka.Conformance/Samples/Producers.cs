namespace RayAkka.Conformance.Samples;

/// <summary>Producers that never wait for what they have sent.</summary>
public static class Producers
{
    [Remote]
    public static async Task<int> Produce(ActorHandle<Counter> counter, int calls)
    {
        var all = new List<ObjectRef<int>>(calls);
        for (var i = 0; i < calls; i++)
            all.Add(await counter.Increment.RemoteAsync());
        foreach (var one in all)
            await one;
        return calls;
    }

    /// <summary>How many calls of its own a task can make at an actor whose calls stay.</summary>
    [Remote]
    public static int Fill(ActorHandle<Holder> holder)
    {
        for (var made = 0; ; made++)
        {
            try
            {
                _ = holder.HoldAsync.Remote(made);
            }
            catch (PendingCallsLimitExceededException)
            {
                return made;
            }
        }
    }
}
