namespace RayAkka.Tasks;

/// <summary>How one run of user code ended, or that it has not yet.</summary>
internal readonly struct RunResult
{
    private readonly object? _what;

    private RunResult(object? what) => _what = what;

    /// <summary>The run succeeded; the ref is complete.</summary>
    public static RunResult Succeeded => default;

    /// <summary>The task of an asynchronous method that has not ended, or null.</summary>
    public Task? Pending => _what as Task;

    /// <summary>What the user's code threw, or null.</summary>
    public Exception? Failure => _what as Exception;

    public bool IsSuccess => _what is null;

    public static RunResult Wait(Task task) => new(task);

    public static RunResult Fail(Exception exception) => new(exception);
}
