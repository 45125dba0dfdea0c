using RayAkka.Util;

namespace RayAkka.Conformance.Samples;

/// <summary>Tasks that use the utilities which they were passed.</summary>
public static class UtilWork
{
    [Remote]
    public static async Task<int> Produce(RayQueue<int> queue, int from, int count)
    {
        for (var i = from; i < from + count; i++)
            await queue.PutAsync(i);
        return count;
    }

    [Remote]
    public static async Task<int> Consume(RayQueue<int> queue, int count)
    {
        var sum = 0;
        for (var i = 0; i < count; i++)
            sum += await queue.TakeAsync();
        return sum;
    }

    [Remote]
    public static async Task<long> Meet(RayBarrier barrier, Probe probe)
    {
        probe.Arrive();
        return await barrier.ArriveAsync();
    }

    [Remote]
    public static async Task<bool> Enter(RaySemaphore semaphore, Probe probe)
    {
        await semaphore.AcquireAsync();
        await probe.PassAsync();
        await semaphore.ReleaseAsync();
        return true;
    }

    [Remote]
    public static (int Number, string Text) Pair(int number) =>
        number >= 0 ? (number, $"{number}") : throw new InvalidOperationException("no negative numbers");

    [Remote]
    public static (int Number, string Text, double[] Values) Triple(int number) => (number, $"{number}", [number]);
}
