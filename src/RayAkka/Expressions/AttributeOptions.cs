using System.Reflection;

namespace RayAkka.Expressions;

/// <summary>
/// The values that stand in a class's or method's attributes, as options: only those written there, since an attribute's getters cannot
/// tell a value that was not given from the default.
/// </summary>
internal static class AttributeOptions
{
    public static ActorOptions? OfClass(Type type) => Read(type) is { } values
        ? new ActorOptions
        {
            NumCpus = values.Value<double>(nameof(RemoteAttribute.NumCpus)),
            NumGpus = values.Value<double>(nameof(RemoteAttribute.NumGpus)),
            Memory = values.Value<long>(nameof(RemoteAttribute.Memory)),
            Resources = values.Resources,
            Labels = values.Labels,
            AcceleratorType = values.Text(nameof(RemoteAttribute.AcceleratorType)),
            Name = values.Text(nameof(RemoteAttribute.Name)),
            Namespace = values.Text(nameof(RemoteAttribute.Namespace)),
            Lifetime = values.Value<int>(nameof(RemoteAttribute.Lifetime)) is { } lifetime ? (ActorLifetime)lifetime : null,
            GetIfExists = values.Value<bool>(nameof(RemoteAttribute.GetIfExists)),
            MaxRestarts = values.Value<int>(nameof(RemoteAttribute.MaxRestarts)),
            MaxTaskRetries = values.Value<int>(nameof(RemoteAttribute.MaxTaskRetries)),
            MaxConcurrency = values.Value<int>(nameof(RemoteAttribute.MaxConcurrency)),
            ConcurrencyGroups = values.Groups,
            Reentrant = values.Value<bool>(nameof(RemoteAttribute.Reentrant)),
            MaxPendingCalls = values.Value<int>(nameof(RemoteAttribute.MaxPendingCalls)),
            MailboxCapacity = values.Value<int>(nameof(RemoteAttribute.MailboxCapacity)),
            RestartOn = values.Types(nameof(RemoteAttribute.RestartOn)),
            Recovery = values.Value<int>(nameof(RemoteAttribute.Recovery)) is { } recovery ? (ActorRecovery)recovery : null,
            CheckpointEvery = values.Value<int>(nameof(RemoteAttribute.CheckpointEvery)),
        }
        : null;

    public static TaskOptions? OfFunction(MethodInfo function) => Read(Definition(function)) is { } values
        ? new TaskOptions
        {
            NumCpus = values.Value<double>(nameof(RemoteAttribute.NumCpus)),
            NumGpus = values.Value<double>(nameof(RemoteAttribute.NumGpus)),
            Memory = values.Value<long>(nameof(RemoteAttribute.Memory)),
            Resources = values.Resources,
            Labels = values.Labels,
            AcceleratorType = values.Text(nameof(RemoteAttribute.AcceleratorType)),
            MaxRetries = values.Value<int>(nameof(RemoteAttribute.MaxRetries)),
            RetryExceptions = values.RetryExceptions(nameof(RemoteAttribute.RetryExceptions)),
            ReadAhead = values.Value<int>(nameof(RemoteAttribute.ReadAhead)),
        }
        : null;

    /// <summary>The values of the nearest <see cref="MethodAttribute"/>: on the actor's own override, else on what it overrides.</summary>
    public static CallOptions? OfMethod(Type actor, MethodInfo method)
    {
        foreach (var candidate in Overrides.NearestFirst(actor, Definition(method)))
        {
            if (AttributeValues.Of(candidate, typeof(MethodAttribute)) is { } values)
            {
                return values.IsEmpty
                    ? null
                    : new CallOptions
                    {
                        ConcurrencyGroup = values.Text(nameof(MethodAttribute.ConcurrencyGroup)),
                        MaxTaskRetries = values.Value<int>(nameof(MethodAttribute.MaxTaskRetries)),
                        RetryExceptions = values.RetryExceptions(nameof(MethodAttribute.RetryExceptions)),
                        ReadAhead = values.Value<int>(nameof(MethodAttribute.ReadAhead)),
                    };
            }
        }

        return null;
    }

    private static AttributeValues? Read(MemberInfo member) =>
        AttributeValues.Of(member, typeof(RemoteAttribute)) is { IsEmpty: false } values ? values : null;

    private static MethodInfo Definition(MethodInfo method) => method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
}
