using RayAkka.Actors;

namespace RayAkka.Tasks;

/// <summary>Puts the options of a call together: the call's own, the method's, the actor's, the default.</summary>
internal static class CallSetup
{
    public static void Apply(ObjectRef call, ActorRecord actor, CallOptions? options)
    {
        var method = call.CallDescriptor?.MethodOptions;
        var retries = OptionRules.Retries(
            options?.MaxTaskRetries ?? method?.MaxTaskRetries ?? actor.Spec.MaxTaskRetries, nameof(CallOptions.MaxTaskRetries));
        var extras = call.Extras ??= new CallExtras();
        extras.Name = options?.Name ?? method?.Name;
        extras.RetriesLeft = retries;
        extras.MayRunAgain = retries != 0;
        extras.RetryOn = options?.RetryExceptions ?? method?.RetryExceptions ?? RetryExceptions.None;
        if (OptionRules.Timeout(options?.Timeout ?? method?.Timeout) is { } timeout)
        {
            extras.StartTimeout(call, timeout, actor.Runtime.Time);
        }
    }

    public static void Apply(ObjectRef call, TaskSpec spec, RayRuntime runtime)
    {
        var extras = call.Extras ??= new CallExtras();
        extras.Name = spec.Name;
        extras.RetriesLeft = spec.MaxRetries;
        extras.MayRunAgain = spec.MaxRetries != 0;
        extras.RetryOn = spec.RetryOn;
        if (spec.Timeout is { } timeout)
        {
            extras.StartTimeout(call, timeout, runtime.Time);
        }
    }
}
