using System.Collections.Concurrent;
using System.Threading.Channels;
using RayAkka.Cluster.Data;
using RayAkka.Engine;

namespace RayAkka.Cluster.Tests.Data.Support;

/// <summary>Keeps what an endpoint tells, in order.</summary>
internal sealed class Recorder : IDataEvents
{
    private readonly Channel<string> _states = Channel.CreateUnbounded<string>();
    private readonly Channel<(NodeId From, Envelope Envelope)> _envelopes = Channel.CreateUnbounded<(NodeId, Envelope)>();

    /// <summary>All that was told of connections: <c>up</c> or <c>down</c>.</summary>
    public ConcurrentQueue<string> States { get; } = new();

    public ConcurrentDictionary<ulong, ObjectSource> Objects { get; } = new();

    /// <summary>The threads on which objects were asked for: one for each connection.</summary>
    public ConcurrentDictionary<int, bool> Servers { get; } = new();

    /// <summary>Done with each envelope, instead of keeping it.</summary>
    public Action<NodeId, Envelope>? Handle { get; set; }

    /// <summary>Done before each object is opened.</summary>
    public Action? BeforeOpen { get; set; }

    public void OnConnected(NodeId peer) => Note("up");

    public void OnDisconnected(NodeId peer, string reason) => Note("down");

    public void OnEnvelope(NodeId from, Envelope envelope)
    {
        if (Handle is { } handle)
        {
            handle(from, envelope);
        }
        else
        {
            _envelopes.Writer.TryWrite((from, envelope));
        }
    }

    public ObjectSource? OpenObject(ulong number)
    {
        Servers[Environment.CurrentManagedThreadId] = true;
        BeforeOpen?.Invoke();
        return Objects.GetValueOrDefault(number);
    }

    /// <summary>Waits until a connection has begun, or ended, since the last wait.</summary>
    public async Task StateAsync(string expected) => Assert.Equal(expected, await _states.Reader.ReadAsync().Soon());

    public async Task<Envelope> EnvelopeAsync() => (await _envelopes.Reader.ReadAsync().Soon()).Envelope;

    private void Note(string state)
    {
        States.Enqueue(state);
        _states.Writer.TryWrite(state);
    }
}
