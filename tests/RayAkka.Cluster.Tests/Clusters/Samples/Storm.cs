using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters.Samples;

/// <summary>Tasks that make actors and objects on other nodes, pass their handles and refs around, and survive whatever becomes of them.</summary>
public static class Storm
{
    /// <summary>One of many: makes an actor on one node, introduces it to one on another, and reads a large object of a third.</summary>
    /// <returns>How many of its steps succeeded; the others failed with an error of RayAkka's.</returns>
    [Remote(NumCpus = 0)]
    public static async Task<int> Blow(int seed, string[] places, Probe life)
    {
        var random = new Random(seed);
        var first = Station.Options(At(random, places)).Remote(life);
        var second = Station.Options(At(random, places)).Remote(life);
        var third = Station.Options(At(random, places)).Remote(life);
        var large = Freight.Tasks.Make.Options(TaskAt(random, places)).Remote(20_000);
        var sum = Freight.Tasks.SumOf.Options(TaskAt(random, places)).Remote([large]);
        ObjectRef[] steps =
        [
            first.Befriend.Remote(second),
            first.NoteAtFriend.Remote(0, 20),
            third.Befriend.Remote(first),
            third.NoteAtFriend.Remote(0, 20),
            Freight.Tasks.Sum.Options(TaskAt(random, places)).Remote(large),
            sum,
            first.Part.Remote(),
            third.Part.Remote(),
        ];
        var succeeded = 0;
        foreach (var step in steps)
        {
            try
            {
                await step;
                succeeded++;
            }
            catch (RayException)
            {
                // A node has died.
            }
        }

        return succeeded;
    }

    private static ActorOptions At(Random random, string[] places) =>
        new() { Resources = { [places[random.Next(places.Length)]] = 0.01 }, MaxRestarts = random.Next(2) };

    private static TaskOptions TaskAt(Random random, string[] places) =>
        new() { Resources = { [places[random.Next(places.Length)]] = 0.01 }, NumCpus = 0.01 };
}
