using RayAkka.Actors;

namespace RayAkka.Tasks;

/// <summary>Puts the options of a call together: the call's own, the method's, the actor's, the default.</summary>
internal static class CallSetup
{
    public static void Apply(ObjectRef call, ActorRecord actor, CallOptions? options)
    {
        var method = call.CallDescriptor?.MethodOptions;
        ActorLimits.Require(options?.ConcurrencyGroup ?? method?.ConcurrencyGroup, actor.Spec);
        var extras = Apply(
            call,
            options?.Name ?? method?.Name,
            OptionRules.Retries(options?.MaxTaskRetries ?? method?.MaxTaskRetries ?? actor.Spec.MaxTaskRetries, nameof(CallOptions.MaxTaskRetries)),
            options?.RetryExceptions ?? method?.RetryExceptions ?? RetryExceptions.None);
        extras.Group = options?.ConcurrencyGroup;
        SetTime(call, extras, options?.Timeout ?? method?.Timeout, actor.Runtime);
    }

    public static void Apply(ObjectRef call, TaskSpec spec, RayRuntime runtime)
    {
        var extras = Apply(call, spec.Name, spec.MaxRetries, spec.RetryOn);
        SetTime(call, extras, spec.Timeout, runtime);
    }

    /// <summary>The time that a call made by the code that runs now inherits; null if there is none. A replayed actor's calls follow from its journal alone.</summary>
    public static Deadline? Inherited => Execution.Frame.Current is { Replay: null, CurrentCall.Extras.Deadline: { } deadline } ? deadline : null;

    // The nearer of its own time and that of the call that makes it, unless its own is said to be without end.
    private static void SetTime(ObjectRef call, CallExtras extras, TimeSpan? given, RayRuntime runtime)
    {
        var own = OptionRules.Timeout(given);
        if ((given is null || own is not null) && Inherited is { } outer && outer.Left is var left && (own is null || left < own))
        {
            extras.StartTimeout(call, left, runtime.Time, isInherited: true);
        }
        else if (own is { } timeout)
        {
            extras.StartTimeout(call, timeout, runtime.Time);
        }
    }

    private static CallExtras Apply(ObjectRef call, string? name, int retries, RetryExceptions retryOn)
    {
        var extras = call.Extras ??= new CallExtras();
        extras.Name = name;
        extras.RetriesLeft = retries;
        extras.MayRunAgain = retries != 0;
        extras.RetryOn = retryOn;
        return extras;
    }
}
