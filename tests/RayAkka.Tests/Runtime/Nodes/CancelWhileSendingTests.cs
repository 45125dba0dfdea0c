using RayAkka.Engine;
using RayAkka.Scheduling;
using RayAkka.Tasks;
using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;
using RayAkka.Tests.Scheduling;

namespace RayAkka.Tests.Runtime.Nodes;

/// <summary>A task that is cancelled while it is being sent to its node: the word that it is to stop goes behind it, as it was said.</summary>
public sealed class CancelWhileSendingTests : RayTest
{
    private readonly Latch _latch = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_WhileTheTaskIsSent_TellsTheNodeWhetherItIsRecursive(bool recursive)
    {
        var argument = Functions.Tasks.WaitAsync.Remote(_latch.Number);
        var call = Functions.Tasks.Square.Remote(argument);
        await _latch.Arrivals();
        var (request, grant) = Place(call);
        var channel = new Channel(() => Ray.Cancel(call, recursive));
        var connection = new NodeConnection(Session, grant.Node, null, channel);

        Assert.True(connection.TryRun(request, grant));

        Assert.IsType<RunTask>(channel.Sent[0]);
        var stop = Assert.IsType<StopTask>(Assert.Single(channel.Sent.Skip(1)));
        Assert.Equal((CancellationReason.User, recursive), (stop.Reason, stop.Recursive));
        await Assert.ThrowsAsync<TaskCancelledException>(() => call.AsTask().Within());
        _latch.Open();
        await argument;
    }

    // The attempt of a task whose arguments are there and that has its place.
    private static (TaskRequest Request, Grant Grant) Place(ObjectRef call)
    {
        var spec = TaskSpec.From(call.CallDescriptor, null);
        var place = new RecordingRequest(spec.Shape);
        Session.Scheduler.Submit(place);
        var request = new TaskRequest(Session, call, spec);
        request.Settle(place.Grant!);
        call.Extras!.Unresolved = null;
        call.Extras.Request = request;
        return (request, place.Grant!);
    }

    private sealed class Channel(Action onTask) : IChannel
    {
        public List<object> Sent { get; } = [];

        public ObjectRef Prepare(ObjectRef call) => call;

        public void Send(object message)
        {
            Sent.Add(message);
            if (message is RunTask)
            {
                onTask();
            }
        }
    }
}
