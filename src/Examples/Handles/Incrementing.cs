using RayAkka.Examples.Counters;

namespace RayAkka.Examples.Handles;

/// <summary>[Remote] on a static method makes a task of it: <c>Incrementing.Tasks.Loop.Remote(...)</c> runs it somewhere in the cluster.</summary>
internal static class Incrementing
{
    /// <summary>A task that calls an actor whose handle it was given, and waits for each answer before the next call.</summary>
    [Remote]
    public static async Task<int> Loop(ActorHandle<Counter> counter, int times)
    {
        var last = 0;
        for (var i = 0; i < times; i++)
        {
            last = await counter.Increment.Remote();
        }

        return last;
    }

    /// <summary>A task that creates an actor. The actor outlives the task for as long as somebody holds its handle.</summary>
    [Remote]
    public static ActorHandle<Counter> Create(int start) => Counter.Remote(start);
}
