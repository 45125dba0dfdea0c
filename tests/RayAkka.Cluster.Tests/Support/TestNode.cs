using Akka.Configuration;
using RayAkka.Cluster.Membership;
using RayAkka.Cluster.Remoting;
using RayAkka.Engine;
using RayAkka.Scheduling;

namespace RayAkka.Cluster.Tests.Support;

/// <summary>An engine with a runtime that only records.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    private static int s_last;

    private TestNode(AkkaEngine engine, RecordingEvents events, NodeHello hello)
    {
        Engine = engine;
        Events = events;
        Hello = hello;
    }

    public AkkaEngine Engine { get; }

    public RecordingEvents Events { get; }

    public NodeHello Hello { get; }

    public NodeId Id => Hello.Node;

    public static AkkaEngineSettings Settings { get; } = new() { Values = new NoValues(), ForOneProcess = true, BucketsPerNode = 4 };

    public static NodeHello NewHello(double gpus = 0, bool driver = false)
    {
        var number = (ulong)Interlocked.Increment(ref s_last);
        return new NodeHello(
            new NodeId(0x7e57, number), driver ? ResourceSet.Empty : ResourceSet.Create(2, gpus, 0, null), new Dictionary<string, string>(), [], driver, "");
    }

    public static async Task<TestNode> StartAsync(AkkaEngineSettings? settings = null, TestNode? joins = null, double gpus = 0, bool driver = false)
    {
        settings ??= Settings;
        if (joins is not null)
        {
            settings = settings with { JoinTo = joins.Engine.Node.Self.Address };
        }

        var node = Of(settings, NewHello(gpus, driver));
        await node.Engine.JoinAsync(node.Hello, CancellationToken.None);
        return node;
    }

    public static TestNode Of(AkkaEngineSettings settings, NodeHello hello)
    {
        var events = new RecordingEvents();
        var engine = new AkkaEngine(settings);
        engine.Attach(events);
        return new TestNode(engine, events, hello);
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
