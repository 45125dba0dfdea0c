using System.Runtime.CompilerServices;

namespace RayAkka.Conformance.Samples;

/// <summary>An actor whose methods stream; it arrives for each item that it makes, and notes when its enumerator is disposed.</summary>
[Remote]
public class Spring(Probe probe)
{
    private int _calls;

    public async IAsyncEnumerable<int> Count(int to)
    {
        _calls++;
        try
        {
            for (var i = 0; i < to; i++)
            {
                probe.Arrive();
                yield return i;
                if (i % 3 == 0)
                    await Task.Yield();
            }
        }
        finally
        {
            probe.Note("disposed");
        }
    }

    [Method(ReadAhead = 3)]
    public IAsyncEnumerable<int> CountSlowly(int to) => Count(to);

    /// <summary>Waits at the gate before the last item.</summary>
    public async IAsyncEnumerable<int> CountToGate(int to)
    {
        for (var i = 0; i < to - 1; i++)
            yield return i;
        await probe.PassAsync();
        yield return to - 1;
    }

    public async IAsyncEnumerable<int> CountThenFail(int to)
    {
        await Task.Yield();
        for (var i = 0; i < to; i++)
            yield return i;
        throw new InvalidOperationException($"no {to}");
    }

    /// <summary>Fails behind the fifth item until the attempt with the number given; then goes on.</summary>
    public IAsyncEnumerable<int> CountInAttempt(int attempt, int to) => Streaming.CountInAttempt(probe, attempt, to);

    /// <summary>Is lost behind the fifth item unless it is the second attempt.</summary>
    public IAsyncEnumerable<int> CountUntilLost(int to, CancellationToken token) => Streaming.CountUntilLost(probe, to, token);

    /// <summary>Makes one item and then waits until it is cancelled.</summary>
    public async IAsyncEnumerable<int> CountOne([EnumeratorCancellation] CancellationToken token)
    {
        try
        {
            yield return 0;
            probe.Arrive();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        }
        finally
        {
            probe.Note(token.IsCancellationRequested ? "cancelled" : "not cancelled");
            probe.Open();
        }
    }

    public async IAsyncEnumerable<List<int>> Grow(int to)
    {
        var list = new List<int>();
        for (var i = 0; i < to; i++)
        {
            list.Add(i);
            yield return list;
        }

        await Task.Yield();
    }


    public async IAsyncEnumerable<object> MakeOddThings()
    {
        await Task.Yield();
        yield return 1;
        yield return new Action(static () => { });
    }

    public IAsyncEnumerable<int> Nothing() => null!;

    public async IAsyncEnumerable<byte[]> Arrays(int count, int length)
    {
        for (var i = 0; i < count; i++)
        {
            probe.Arrive();
            var array = new byte[length];
            array[0] = array[^1] = (byte)i;
            yield return array;
        }

        await Task.Yield();
    }

    public int Calls() => _calls;

    public int Hold()
    {
        probe.Pass();
        return _calls;
    }

    public NodeId Node() => Ray.RuntimeContext.NodeId;
}
