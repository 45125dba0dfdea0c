using RayAkka.Tests.Support;

namespace RayAkka.Tests.Runtime.Support;

/// <summary>How long a test waits for what must come; far above what it takes, so only a hang reaches them.</summary>
internal static class Limits
{
    public static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    /// <summary>Waits for a task that must end.</summary>
    public static Task Within(this Task task) => task.WaitAsync(Hang);

    /// <summary>Waits for a task and moves the clock meanwhile, so that its time limits pass.</summary>
    public static async Task HurriedBy(this Task task, ManualTimeProvider? clock)
    {
        while (clock is not null && !task.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await task.Within();
    }

    /// <summary>Waits for a task that must end.</summary>
    public static Task<T> Within<T>(this Task<T> task) => task.WaitAsync(Hang);
}
