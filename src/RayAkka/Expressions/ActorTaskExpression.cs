using RayAkka.CompilerServices;

namespace RayAkka;

/// <summary>A call of an actor's method without a result that <c>handle.Task(x =&gt; ...)</c> prepared; each <see cref="Remote"/> submits one.</summary>
public sealed class ActorTaskExpression
{
    private readonly ActorHandle _actor;
    private readonly CallOptions? _options;

    internal ActorTaskExpression(ActorHandle actor, Func<ObjectRef> newCall, CallOptions? options)
    {
        _actor = actor;
        NewCall = newCall;
        _options = options;
    }

    /// <summary>Makes a call that was not submitted, its arguments copied.</summary>
    internal Func<ObjectRef> NewCall { get; }

    /// <summary>The same with these options, in place of any given before.</summary>
    /// <param name="options">The options; what they leave null falls back to the method's attribute, then to the actor's options.</param>
    public ActorTaskExpression Options(CallOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ActorTaskExpression(_actor, NewCall, options);
    }

    /// <summary>Copies the arguments and submits the call; returns at once.</summary>
    /// <exception cref="ArgumentException">An argument cannot be passed to another actor, or an option is wrong.</exception>
    public ObjectRef Remote()
    {
        var call = NewCall();
        RemoteCalls.Submit(_actor, call, _options);
        return call;
    }

    /// <summary>Like <see cref="Remote"/>, but waits, without blocking, until the actor's options allow one more open call.</summary>
    /// <exception cref="ArgumentException">An argument cannot be passed to another actor, or an option is wrong.</exception>
    public ValueTask<ObjectRef> RemoteAsync() => RemoteCalls.SubmitAsync(_actor, NewCall(), _options);
}
