using RayAkka.CompilerServices;

namespace RayAkka;

/// <summary>A call of an actor's method that streams, which <c>handle.Task(x =&gt; ...)</c> prepared; each <see cref="Remote"/> submits one.</summary>
/// <typeparam name="TItem">The items' type.</typeparam>
public sealed class ActorStreamExpression<TItem>
{
    private readonly ActorHandle _actor;
    private readonly CallOptions? _options;

    internal ActorStreamExpression(ActorHandle actor, Func<StreamInvocation<TItem>> newCall, CallOptions? options)
    {
        _actor = actor;
        NewCall = newCall;
        _options = options;
    }

    /// <summary>Makes a call that was not submitted, its arguments copied.</summary>
    internal Func<StreamInvocation<TItem>> NewCall { get; }

    /// <summary>The same with these options, in place of any given before.</summary>
    /// <param name="options">The options; what they leave null falls back to the method's attribute, then to the actor's options.</param>
    public ActorStreamExpression<TItem> Options(CallOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ActorStreamExpression<TItem>(_actor, NewCall, options);
    }

    /// <summary>Copies the arguments and submits the call; returns at once.</summary>
    /// <exception cref="ArgumentException">An argument cannot be passed to another actor, or an option is wrong.</exception>
    /// <exception cref="InvalidOperationException">The actor, or the one that calls, has Recovery = Replay.</exception>
    public ObjectRefStream<TItem> Remote() => RemoteStreams.Submit(_actor, NewCall(), _options);

    /// <summary>Like <see cref="Remote"/>, but waits, without blocking, until the actor's options allow one more open call.</summary>
    /// <exception cref="ArgumentException">An argument cannot be passed to another actor, or an option is wrong.</exception>
    /// <exception cref="InvalidOperationException">The actor, or the one that calls, has Recovery = Replay.</exception>
    public ValueTask<ObjectRefStream<TItem>> RemoteAsync() => RemoteStreams.SubmitAsync(_actor, NewCall(), _options);
}
