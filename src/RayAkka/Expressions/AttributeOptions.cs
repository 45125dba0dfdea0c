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
            Name = values.Text(nameof(RemoteAttribute.Name)),
            Namespace = values.Text(nameof(RemoteAttribute.Namespace)),
            Lifetime = values.Value<int>(nameof(RemoteAttribute.Lifetime)) is { } lifetime ? (ActorLifetime)lifetime : null,
            GetIfExists = values.Value<bool>(nameof(RemoteAttribute.GetIfExists)),
            MaxRestarts = values.Value<int>(nameof(RemoteAttribute.MaxRestarts)),
            MaxTaskRetries = values.Value<int>(nameof(RemoteAttribute.MaxTaskRetries)),
            MaxConcurrency = values.Value<int>(nameof(RemoteAttribute.MaxConcurrency)),
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
            MaxRetries = values.Value<int>(nameof(RemoteAttribute.MaxRetries)),
            RetryExceptions = values.RetryExceptions(nameof(RemoteAttribute.RetryExceptions)),
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
                        MaxTaskRetries = values.Value<int>(nameof(MethodAttribute.MaxTaskRetries)),
                        RetryExceptions = values.RetryExceptions(nameof(MethodAttribute.RetryExceptions)),
                    };
            }
        }

        return null;
    }

    private static AttributeValues? Read(MemberInfo member) =>
        AttributeValues.Of(member, typeof(RemoteAttribute)) is { IsEmpty: false } values ? values : null;

    private static MethodInfo Definition(MethodInfo method) => method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
}
