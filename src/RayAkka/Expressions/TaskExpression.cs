using RayAkka.CompilerServices;

namespace RayAkka;

/// <summary>A call of a function without a result that <c>Ray.Task(() =&gt; ...)</c> prepared; each <see cref="Remote"/> submits one.</summary>
public sealed class TaskExpression
{
    private readonly TaskOptions? _options;

    internal TaskExpression(Func<ObjectRef> newCall, TaskOptions? options)
    {
        NewCall = newCall;
        _options = options;
    }

    /// <summary>Makes a call that was not submitted, its arguments copied.</summary>
    internal Func<ObjectRef> NewCall { get; }

    /// <summary>The same with these options, in place of any given before.</summary>
    /// <param name="options">The options; what they leave null falls back to the function's attributes, then to the defaults.</param>
    public TaskExpression Options(TaskOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new TaskExpression(NewCall, options);
    }

    /// <summary>Copies the arguments and submits the task; returns at once.</summary>
    /// <exception cref="ArgumentException">An argument cannot be passed to a task, or an option is wrong.</exception>
    public ObjectRef Remote()
    {
        var call = NewCall();
        RemoteCalls.SubmitTask(call, _options);
        return call;
    }
}
