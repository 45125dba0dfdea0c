using RayAkka.Recovery.Stores;
using RayAkka.Stores.Tests.Support;

namespace RayAkka.Stores.Tests.Processes;

/// <summary>
/// The program of the tests: takes over some actors and appends to all of them until it is killed. A line for each record that it was told
/// is durable: <c>ACTOR POSITION</c>; <c>fenced ACTOR</c> where another process has taken one over.
/// </summary>
internal static class WriterEntry
{
    public const int Actors = 8;
    private const int CheckpointEvery = 40;

    public static string Record(int actor, long position) => $"record {position} of {actor} {new string('.', (int)(position % 200))}";

    public static async Task<int> RunAsync(string[] args)
    {
        await using var store = await StoreKinds.OpenAsync(args[0], args[1]);
        await Task.WhenAll(Enumerable.Range(0, Actors).Select(actor => WriteAsync(store, actor)));
        return 0;
    }

    private static async Task WriteAsync(IRecordStore store, int actor)
    {
        var id = Support.Stores.Actor(actor);
        var log = await store.OpenAsync(id);
        try
        {
            for (var position = log.LastPosition + 1; ; position++)
            {
                await store.AppendAsync(id, log.Epoch, position, Record(actor, position));
                Console.WriteLine($"{actor} {position}");
                if (position % CheckpointEvery == 0)
                {
                    await store.SaveCheckpointAsync(id, log.Epoch, position, Support.Stores.Bytes(Record(actor, position)));
                }
            }
        }
        catch (FencedException)
        {
            Console.WriteLine($"fenced {actor}");
        }
    }
}
