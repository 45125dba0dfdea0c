using System.CommandLine;

namespace RayAkka.Benchmarks.Clusters;

/// <summary>What runs in the processes beside the benchmarks' own: a node of Ray, and by hand the same with Akka.NET alone and with bare sockets.</summary>
internal static class NodeMain
{
    public const string Name = "node";

    public static Command Command()
    {
        var file = new Argument<string>("file");
        var seed = new Argument<string>("raw-seed");
        var overrides = new Argument<string[]>("key=value") { Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(Name, "A node of the benchmarks' cluster.") { file, seed, overrides };
        command.Hidden = true;
        command.SetAction((parsed, cancel) =>
            RunAsync(parsed.GetRequiredValue(file), parsed.GetRequiredValue(seed), parsed.GetValue(overrides) ?? [], cancel));
        return command;
    }

    private static async Task<int> RunAsync(string file, string seed, string[] overrides, CancellationToken cancel)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);

        // The pipe ends with the process that started this one, however that ends.
        var parent = new Thread(() =>
        {
            Console.In.ReadToEnd();
            end.Cancel();
        })
        { IsBackground = true };
        using var sender = new ArraySender();
        using var raw = await RawCluster.StartAsync(seed.Length == 0 ? null : seed, hosts: true);
        Console.WriteLine($"{raw.Address} {sender.Port}");
        parent.Start();
        return await RayNode.RunAsync(file, overrides, end.Token);
    }
}
