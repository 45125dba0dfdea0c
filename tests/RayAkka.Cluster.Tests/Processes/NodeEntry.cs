using RayAkka.Cluster.Tests.Processes.Samples;

namespace RayAkka.Cluster.Tests.Processes;

/// <summary>
/// The program of the tests: a node of a cluster, for <c>dotnet RayAkka.Cluster.Tests.dll FILE key=value ...</c>, or a driver that makes a
/// detached tally and then stays, for <c>... make NAME PLACE FILE key=value ...</c>.
/// </summary>
internal static class NodeEntry
{
    /// <summary>What the driver writes when its actor lives.</summary>
    public const string Made = "The tally is made.";

    public static Task<int> Main(string[] args) => args[0] == "make" ? MakeAsync(args[1], args[2], args[3], args[4..]) : RayNode.RunAsync(args[0], args[1..]);

    private static async Task<int> MakeAsync(string name, string place, string file, string[] overrides)
    {
        Ray.Init(new RayOptions { Namespace = "shared" }.UseAkkaCluster(file, overrides));
        var tally = Tally.Options(new()
        {
            Name = name,
            Lifetime = ActorLifetime.Detached,
            MaxRestarts = 1,
            Resources = new() { [place] = 1 },
        }).Remote(100);
        Console.WriteLine($"{Made} {await tally.Add.Remote(1)}");
        await Task.Delay(Timeout.InfiniteTimeSpan);
        return 0;
    }
}
