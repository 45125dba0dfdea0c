using RayAkka.CompilerServices;

namespace RayAkka;

/// <summary>A call of an actor's method that <c>handle.Task(x =&gt; ...)</c> prepared; each <see cref="Remote"/> submits one.</summary>
/// <typeparam name="TResult">The result.</typeparam>
public sealed class ActorTaskExpression<TResult>
{
    private readonly ActorHandle _actor;
    private readonly CallOptions? _options;

    internal ActorTaskExpression(ActorHandle actor, Func<ObjectRef<TResult>> newCall, CallOptions? options)
    {
        _actor = actor;
        NewCall = newCall;
        _options = options;
    }

    /// <summary>Makes a call that was not submitted, its arguments copied.</summary>
    internal Func<ObjectRef<TResult>> NewCall { get; }

    /// <summary>The same with these options, in place of any given before.</summary>
    /// <param name="options">The options; what they leave null falls back to the method's attribute, then to the actor's options.</param>
    public ActorTaskExpression<TResult> Options(CallOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ActorTaskExpression<TResult>(_actor, NewCall, options);
    }

    /// <summary>Copies the arguments and submits the call; returns at once.</summary>
    /// <exception cref="ArgumentException">An argument cannot be passed to another actor, or an option is wrong.</exception>
    public ObjectRef<TResult> Remote()
    {
        var call = NewCall();
        RemoteCalls.Submit(_actor, call, _options);
        return call;
    }

    /// <summary>Like <see cref="Remote"/>, but waits, without blocking, until the actor's options allow one more open call.</summary>
    /// <exception cref="ArgumentException">An argument cannot be passed to another actor, or an option is wrong.</exception>
    public ValueTask<ObjectRef<TResult>> RemoteAsync() => RemoteCalls.SubmitAsync(_actor, NewCall(), _options);
}
