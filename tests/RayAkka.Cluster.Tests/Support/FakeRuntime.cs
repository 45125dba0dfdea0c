using RayAkka.Engine;

namespace RayAkka.Cluster.Tests.Support;

/// <summary>The runtime of another node in this process, which only records.</summary>
internal sealed class FakeRuntime(AkkaEngine engine, RecordingEvents events, NodeHello hello) : IPeerRuntime
{
    public NodeId Node => hello.Node;

    public RecordingEvents Events => events;

    public AkkaEngine Engine => engine;

    public static async Task<FakeRuntime> StartAsync(AkkaEngine engine, CancellationToken cancellationToken)
    {
        var events = new RecordingEvents();
        var hello = TestNode.NewHello();
        engine.Attach(events);
        await engine.JoinAsync(hello, cancellationToken);
        return new FakeRuntime(engine, events, hello);
    }

    public Task ShutdownAsync() => engine.LeaveAsync(CancellationToken.None);
}
