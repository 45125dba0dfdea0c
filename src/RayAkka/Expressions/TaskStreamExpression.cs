using RayAkka.CompilerServices;

namespace RayAkka;

/// <summary>A call of a function that streams, which <c>Ray.Task(() =&gt; ...)</c> prepared; each <see cref="Remote"/> submits one.</summary>
/// <typeparam name="TItem">The items' type.</typeparam>
public sealed class TaskStreamExpression<TItem>
{
    private readonly TaskOptions? _options;

    internal TaskStreamExpression(Func<StreamInvocation<TItem>> newCall, TaskOptions? options)
    {
        NewCall = newCall;
        _options = options;
    }

    /// <summary>Makes a call that was not submitted, its arguments copied.</summary>
    internal Func<StreamInvocation<TItem>> NewCall { get; }

    /// <summary>The same with these options, in place of any given before.</summary>
    /// <param name="options">The options; what they leave null falls back to the function's attributes, then to the defaults.</param>
    public TaskStreamExpression<TItem> Options(TaskOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new TaskStreamExpression<TItem>(NewCall, options);
    }

    /// <summary>Copies the arguments and submits the task; returns at once.</summary>
    /// <exception cref="ArgumentException">An argument cannot be passed to a task, or an option is wrong.</exception>
    /// <exception cref="InvalidOperationException">Ray is not initialised, or the actor that calls has Recovery = Replay.</exception>
    public ObjectRefStream<TItem> Remote() => RemoteStreams.SubmitTask(NewCall(), _options);
}
