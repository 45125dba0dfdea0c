using RayAkka.Scheduling;

namespace RayAkka.Tests.Scheduling;

public sealed class QueueLengthTests : IDisposable
{
    private const int Many = 1_000_000;

    private readonly SchedulerFixture _cluster = new();

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public void Release_InOnGranted_RunsAMillionQueuedRequestsInOrderWithoutNesting()
    {
        _cluster.AddNode(cpu: 1);
        var shape = SchedulerFixture.Shape(cpu: 1);
        var first = _cluster.Submit(shape);
        var order = 0;
        var depth = 0;
        var last = -1;
        for (var i = 0; i < Many; i++)
        {
            var number = i;
            _cluster.Submit(shape, request =>
            {
                Assert.Equal(1, ++depth);
                Assert.Equal(last + 1, number);
                last = number;
                order++;
                _cluster.Release(request);
                depth--;
            });
        }

        _cluster.Release(first);

        Assert.Equal(Many, order);
        Assert.Equal(1, _cluster.Scheduler.Available()["CPU"]);
    }

    [Fact]
    public void Submit_InOnGranted_ChainOfAMillionDoesNotNest()
    {
        _cluster.AddNode(cpu: 1);
        var shape = SchedulerFixture.Shape(cpu: 1);
        var count = 0;
        void Next(RecordingRequest request)
        {
            _cluster.Release(request);
            if (++count < Many)
                _cluster.Submit(shape, Next);
        }

        _cluster.Submit(shape, Next);

        Assert.Equal(Many, count);
    }

    [Fact]
    public void Withdraw_FromTheMiddleOfALongQueue_KeepsTheOrderOfTheRest()
    {
        _cluster.AddNode(cpu: 1);
        var running = _cluster.Submit(cpu: 1);
        var granted = new List<int>();
        var waiting = Enumerable.Range(0, 10_000).Select(i => _cluster.Submit(SchedulerFixture.Shape(cpu: 1), request =>
        {
            granted.Add(i);
            _cluster.Release(request);
        })).ToList();

        foreach (var request in waiting.Where((_, i) => i % 2 == 0))
            Assert.True(_cluster.Scheduler.Withdraw(request));
        _cluster.Release(running);

        Assert.Equal(Enumerable.Range(0, 10_000).Where(i => i % 2 == 1), granted);
    }

    [Fact]
    public void Submit_ThousandsOfShapes_DoNotPileUp()
    {
        var table = new ShapeTable();
        for (var i = 1; i <= 10_000; i++)
            table.QueueOf(SchedulerFixture.Shape(memory: i));

        Assert.InRange(table.Count, 1, 1_100);
        var shape = SchedulerFixture.Shape(memory: 1);
        Assert.Same(table.QueueOf(shape), table.QueueOf(SchedulerFixture.Shape(memory: 1)));
    }

    [Fact]
    public void OnGranted_Throws_OthersStillGetTheirPlace()
    {
        _cluster.AddNode(cpu: 2);
        var running = _cluster.Submit(cpu: 2);
        _cluster.Submit(SchedulerFixture.Shape(cpu: 1), _ => throw new InvalidOperationException("broken"));
        var next = _cluster.Submit(cpu: 1);

        Assert.Throws<InvalidOperationException>(() => _cluster.Release(running));

        Assert.True(next.IsGranted);
        Assert.Equal(0, _cluster.Scheduler.Available()["CPU"]);
    }

    [Fact]
    public async Task Submit_FromManyThreads_GrantsEachOnceAndReturnsEverything()
    {
        _cluster.AddNode(cpu: 3, gpu: 1);
        _cluster.AddNode(cpu: 2);
        using var done = new CountdownEvent(8 * 5_000);
        var shapes = new[] { SchedulerFixture.Shape(cpu: 1), SchedulerFixture.Shape(cpu: 2), SchedulerFixture.Shape(cpu: 0.5, gpu: 0.25) };
        var requests = new RecordingRequest[8][];

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
        {
            requests[worker] = [.. Enumerable.Range(0, 5_000).Select(i => new RecordingRequest(shapes[(worker + i) % 3], request =>
            {
                _cluster.Scheduler.Block(request.Grant!);
                _cluster.Scheduler.Unblock(request.Grant!);
                _cluster.Release(request);
                done.Signal();
            }))];
            foreach (var request in requests[worker])
                _cluster.Scheduler.Submit(request);
        })));

        Assert.True(done.Wait(TimeSpan.FromSeconds(30)));
        Assert.All(requests.SelectMany(request => request), request => Assert.Equal(1, request.Granted));
        Assert.Equal((5, 1), (_cluster.Scheduler.Available()["CPU"], _cluster.Scheduler.Available()["GPU"]));
    }
}
