namespace RayAkka.Conformance.Samples;

/// <summary>Remote functions that call actors.</summary>
public static class ActorWork
{
    /// <summary>Makes a call that always throws; its last exception.</summary>
    [Remote]
    public static async Task<string> FailWithRetries(ActorHandle<Stubborn> actor, int retries)
    {
        try
        {
            await actor.Fail.Options(new() { MaxTaskRetries = retries, RetryExceptions = true }).Remote([]);
            return "";
        }
        catch (RayTaskException e)
        {
            return e.InnerException!.Message;
        }
    }
}
