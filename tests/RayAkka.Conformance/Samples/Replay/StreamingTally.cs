namespace RayAkka.Conformance.Samples;

#pragma warning disable RAY1005 // What happens then is what is tested.

/// <summary>An actor that is replayed and would stream, or read a stream.</summary>
[Remote(Recovery = ActorRecovery.Replay)]
public class StreamingTally
{
    public async IAsyncEnumerable<int> Count(int to)
    {
        await Task.Yield();
        for (var i = 0; i < to; i++)
            yield return i;
    }

    public string Read(ActorHandle<Spring> spring)
    {
        try
        {
            return spring.Count.Remote(1).ToString();
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }
}
