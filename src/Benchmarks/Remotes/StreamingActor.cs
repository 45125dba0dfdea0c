namespace RayAkka.Benchmarks.Remotes;

/// <summary>Streams small items, and others read them.</summary>
[Remote]
public class StreamingActor
{
    public async IAsyncEnumerable<int> Count(int to)
    {
        for (var i = 0; i < to; i++)
        {
            yield return i;
        }

        await Task.CompletedTask;
    }

    /// <summary>Reads another actor's stream to its end.</summary>
    public async Task<long> Read(ActorHandle<StreamingActor> source, int to)
    {
        var sum = 0L;
        await foreach (var item in source.Count.Remote(to))
        {
            sum += await item;
        }

        return sum;
    }
}
