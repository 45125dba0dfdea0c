using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Samples;

/// <summary>Waits for refs that it is given.</summary>
[Remote]
public class Waiter
{
    public int Get(int entered, ObjectRef<int> reference)
    {
        Latch.Of(entered).Arrive();
        return Ray.Get(reference);
    }

    public async Task<int> GetAsync(int entered, ObjectRef<int> reference)
    {
        Latch.Of(entered).Arrive();
        return await reference;
    }

    public async Task<int> Stay(int latch)
    {
        await Latch.Of(latch).WaitAsync();
        return latch;
    }
}

public static class WaitTasks
{
    [Remote]
    public static int Get(int entered, ObjectRef<int> reference)
    {
        Latch.Of(entered).Arrive();
        return Ray.Get(reference);
    }

    [Remote]
    public static async Task<int> GetAsync(int entered, ObjectRef<int> reference)
    {
        Latch.Of(entered).Arrive();
        return await reference;
    }
}
