using System.Threading.Channels;
using RayAkka.Benchmarks.Harness;

namespace RayAkka.Benchmarks.Floors;

/// <summary>
/// The floor: the least that .NET's own parts need for what an actor call does. One reader takes requests from an unbounded channel and answers
/// each through a TaskCompletionSource; no names, no errors, no isolation, no resources.
/// </summary>
internal sealed class ChannelLoop
{
    private const int Batch = 1000;

    private readonly Channel<Request> _channel = Channel.CreateUnbounded<Request>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _loop;
    private int _sum;

    public ChannelLoop() => _loop = Task.Run(LoopAsync);

    /// <summary>One request at a time, awaited.</summary>
    public Work Awaited => Work.Async(async () =>
    {
        for (var i = 0; i < Batch; i++)
        {
            await Send(i);
        }

        return Batch;
    });

    /// <summary>One request at a time, the thread blocked until the answer.</summary>
    public Work Blocking => Work.Sync(() =>
    {
        for (var i = 0; i < Batch; i++)
        {
            Send(i).GetAwaiter().GetResult();
        }

        return Batch;
    });

    /// <summary>A thousand requests, then all the answers.</summary>
    public Work Batched
    {
        get
        {
            var replies = new Task<int>[Batch];
            return Work.Async(async () =>
            {
                for (var i = 0; i < replies.Length; i++)
                {
                    replies[i] = Send(i);
                }

                foreach (var reply in replies)
                {
                    await reply;
                }

                return replies.Length;
            });
        }
    }

    public void Stop()
    {
        _channel.Writer.Complete();
        _loop.GetAwaiter().GetResult();
    }

    private Task<int> Send(int argument)
    {
        var reply = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _channel.Writer.TryWrite(new Request(argument, reply));
        return reply.Task;
    }

    private async Task LoopAsync()
    {
        while (await _channel.Reader.WaitToReadAsync())
        {
            while (_channel.Reader.TryRead(out var request))
            {
                request.Reply.SetResult(_sum += request.Argument);
            }
        }
    }
}
