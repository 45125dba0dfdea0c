using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using RayAkka.Diagnostics;
using RayAkka.Engine;
using RayAkka.Head;
using RayAkka.Scheduling;
using RayAkka.Tests.Scheduling;

namespace RayAkka.Tests.Head;

/// <summary>The same with real threads: each pair of nodes has one that delivers, and each node several that ask.</summary>
public sealed class BooksThreadsTests
{
    private const int Nodes = 3;
    private const int JobsEach = 400;

    private readonly ConcurrentDictionary<(NodeId, NodeId), Channel<object>> _pairs = new();
    private readonly ConcurrentQueue<Exception> _failures = new();
    private readonly CountdownEvent _left = new(Nodes * JobsEach);
    private NodeBooks[] _books = [];

    [Fact]
    public async Task ManyThreads_AskWhileHeadsTakeTurns_EveryJobRunsOnceAndAllIsFreeAgain()
    {
        var hellos = Enumerable.Range(1, Nodes)
            .Select(i => new NodeHello(new NodeId(1, (ulong)i), SchedulerFixture.Set(cpu: 4, gpu: 2), new Dictionary<string, string>(), [0, 1], IsDriver: false, "h"))
            .ToArray();
        var log = new RayLog(NullLoggerFactory.Instance);
        _books = [.. hellos.Select(hello => new NodeBooks(hello, new PairChannel(this, hello.Node), TimeProvider.System, TimeSpan.FromSeconds(10), 0.5, log))];
        foreach (var books in _books)
        {
            foreach (var hello in hellos.Where(hello => hello.Node != books.Self.Node))
                books.OnPeerUp(hello);
        }

        _books[0].OnElected();
        var submitters = _books.Select(books => Task.Run(() => SubmitAll(books))).ToArray();
        for (var turn = 0; turn < 30; turn++)
        {
            Assert.Equal(2 * Nodes, await Task.Run(() => _books[turn % Nodes].Scheduler.Total()["GPU"]));
            _books[(turn + 1) % Nodes].OnElected();
            _books[turn % Nodes].OnDismissed();
        }

        await Task.WhenAll(submitters);
        Assert.True(_left.Wait(TimeSpan.FromMinutes(1)), $"{_left.CurrentCount} jobs hang. {_failures.FirstOrDefault()}");
        Assert.Empty(_failures);
        // The last releases are still on their way when the last job ends.
        var freed = await Task.Run(() => SpinWait.SpinUntil(
            () => _books[1].Scheduler.Available() is var free && free["CPU"] == 4.0 * Nodes && free["GPU"] == 2.0 * Nodes, TimeSpan.FromMinutes(1)));
        Assert.True(freed);
        foreach (var books in _books)
            books.Dispose();
        foreach (var pair in _pairs.Values)
            pair.Writer.Complete();
    }

    private void SubmitAll(NodeBooks books)
    {
        for (var i = 0; i < JobsEach; i++)
            Submit(books, SchedulerFixture.Shape(cpu: i % 3, gpu: 1 - i % 2));
    }

    private void Submit(NodeBooks books, ResourceShape shape) => books.Scheduler.Submit(new RecordingRequest(shape, request => OnGranted(books, request)));

    private void OnGranted(NodeBooks books, RecordingRequest request)
    {
        if (request.Node == books.Self.Node)
            _ = Task.Run(() => End(books, request.Grant!));
        else if (books.Scheduler.HandOver(request.Grant!))
            Post(books.Self.Node, request.Node, new Start(request.Shape, GrantWire.Of(request.Grant!)));
        else
            Submit(books, request.Shape);
    }

    private void End(NodeBooks books, Grant grant)
    {
        books.Scheduler.Block(grant);
        books.Scheduler.Unblock(grant);
        books.Scheduler.Release(grant);
        _left.Signal();
    }

    private void Post(NodeId from, NodeId to, object item) => _pairs.GetOrAdd((from, to), pair =>
    {
        var channel = System.Threading.Channels.Channel.CreateUnbounded<object>();
        _ = Task.Run(() => DeliverAsync(pair.Item1, _books.Single(books => books.Self.Node == pair.Item2), channel.Reader));
        return channel;
    }).Writer.TryWrite(item);

    private async Task DeliverAsync(NodeId from, NodeBooks to, ChannelReader<object> reader)
    {
        try
        {
            await foreach (var item in reader.ReadAllAsync())
            {
                switch (item)
                {
                    case HeadMessage message:
                        to.OnMessage(from, message);
                        break;
                    case Start start when to.Scheduler.Adopt(from, start.Grant) is { } grant:
                        _ = Task.Run(() => End(to, grant));
                        break;
                    case Start start:
                        Post(to.Self.Node, from, start.Shape);
                        break;
                    case ResourceShape refused:
                        Submit(to, refused);
                        break;
                }
            }
        }
        catch (Exception failure)
        {
            _failures.Enqueue(failure);
        }
    }

    private sealed record Start(ResourceShape Shape, GrantWire Grant);

    private sealed class PairChannel(BooksThreadsTests test, NodeId self) : IHeadChannel
    {
        public void Send(NodeId to, HeadMessage message) => test.Post(self, to, message);
    }
}
