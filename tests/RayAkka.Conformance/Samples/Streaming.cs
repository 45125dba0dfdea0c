using System.Runtime.CompilerServices;

namespace RayAkka.Conformance.Samples;

/// <summary>Remote functions that stream.</summary>
public static class Streaming
{
    [Remote]
    public static async IAsyncEnumerable<int> Count(int to)
    {
        await Task.Yield();
        for (var i = 0; i < to; i++)
            yield return i;
    }

    [Remote(ReadAhead = 2)]
    public static async IAsyncEnumerable<int> CountSlowly(Probe probe, int to)
    {
        for (var i = 0; i < to; i++)
        {
            probe.Arrive();
            yield return i;
        }

        await Task.Yield();
    }

    [Remote]
    public static async IAsyncEnumerable<int> CountInAttempt(Probe probe, int attempt, int to)
    {
        var present = probe.Arrive();
        for (var i = 0; i < to; i++)
        {
            if (i == 5 && present < attempt)
                throw new InvalidOperationException($"attempt {present}");
            yield return i;
        }

        await Task.Yield();
    }

    [Remote]
    public static async IAsyncEnumerable<int> CountUntilLost(Probe probe, int to, [EnumeratorCancellation] CancellationToken token)
    {
        var isFirst = probe.Arrive() == 1;
        for (var i = 0; i < to; i++)
        {
            if (i == 5 && isFirst)
            {
                probe.Arrive();
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }

            yield return i;
        }
    }

    /// <summary>Reads a stream that it has made itself.</summary>
    [Remote]
    public static async Task<int> Sum(int to)
    {
        var sum = 0;
        await foreach (var item in Streaming.Tasks.Count.Remote(to))
            sum += await item;
        return sum;
    }

    [Remote]
    public static async Task<List<int>> Read(ActorHandle<Spring> spring, int to)
    {
        var all = new List<int>();
        await foreach (var item in spring.Count.Remote(to))
            all.Add(await item);
        return all;
    }

    /// <summary>Starts to read and ends without having stopped the stream: it is dropped.</summary>
    [Remote]
    public static async Task<int> ReadOne(ActorHandle<Spring> spring)
    {
        var items = spring.CountOne.Remote().GetAsyncEnumerator();
        await items.MoveNextAsync();
        return await items.Current;
    }
}
