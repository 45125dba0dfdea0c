using System.Collections.Concurrent;
using RayAkka.Engine;

namespace RayAkka.Cluster.Tests.Support;

/// <summary>A runtime that only writes down what its engine tells.</summary>
internal sealed class RecordingEvents : IClusterEvents
{
    private readonly BlockingCollection<string> _told = [];

    public ConcurrentDictionary<ulong, ObjectSource> Objects { get; } = new();

    public ConcurrentQueue<(NodeId From, Envelope Envelope)> Envelopes { get; } = new();

    public void OnNodeUp(NodeId node) => _told.Add($"node up {node}");

    public void OnNodeDown(NodeId node, string reason) => _told.Add($"down {node}: {reason}");

    public void OnEnvelope(NodeId from, NodeId to, Envelope envelope)
    {
        Envelopes.Enqueue((from, envelope));
        _told.Add($"envelope {from} {envelope.Number}");
    }

    public void OnPeerUp(NodeHello hello) => _told.Add($"peer {hello.Node}");

    public void OnReconnected(NodeId peer) => _told.Add($"reconnected {peer}");

    public void OnElected() => _told.Add("elected");

    public void OnDismissed() => _told.Add("dismissed");

    public void OnExpelled(string reason) => _told.Add($"expelled: {reason}");

    public ObjectSource? OpenObject(ulong number) => Objects.GetValueOrDefault(number);

    /// <summary>Waits until the engine tells something that starts so, skipping what it tells before.</summary>
    public string Await(string start, int seconds = 20)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var skipped = new List<string>();
        try
        {
            while (true)
            {
                var told = _told.Take(limit.Token);
                if (told.StartsWith(start, StringComparison.Ordinal))
                {
                    return told;
                }

                skipped.Add(told);
            }
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"Nothing that starts with '{start}' came; what came: {string.Join("; ", skipped)}.", exception);
        }
    }

    /// <summary>What has been told and not been waited for.</summary>
    public IReadOnlyList<string> Rest() => [.. _told];
}
