using RayAkka.Actors;

namespace RayAkka.Tasks;

/// <summary>Puts the options of a call together: the call's own, the method's, the actor's, the default.</summary>
internal static class CallSetup
{
    public static void Apply(ObjectRef call, ActorRecord actor, CallOptions? options)
    {
        var method = call.CallDescriptor?.MethodOptions;
        var extras = Apply(
            call,
            options?.Name ?? method?.Name,
            OptionRules.Retries(options?.MaxTaskRetries ?? method?.MaxTaskRetries ?? actor.Spec.MaxTaskRetries, nameof(CallOptions.MaxTaskRetries)),
            options?.RetryExceptions ?? method?.RetryExceptions ?? RetryExceptions.None);
        if (OptionRules.Timeout(options?.Timeout ?? method?.Timeout) is { } timeout)
        {
            extras.StartTimeout(call, timeout, actor.Runtime.Time);
        }
    }

    public static void Apply(ObjectRef call, TaskSpec spec, RayRuntime runtime)
    {
        var extras = Apply(call, spec.Name, spec.MaxRetries, spec.RetryOn);
        if (spec.Timeout is { } timeout)
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
