namespace RayAkka;

/// <summary>
/// A concurrency group of the actors of a class: the calls in it share so many places of their own, so that calls outside of it can neither hold it up nor be held up
/// by it. A method says with <see cref="MethodAttribute.ConcurrencyGroup"/> that its calls belong to it, one call with <see cref="CallOptions.ConcurrencyGroup"/>; all others
/// share the places of <see cref="ActorOptions.MaxConcurrency"/>. Ray's <c>concurrency_groups</c>.
/// </summary>
/// <param name="name">The group's name.</param>
/// <param name="maxConcurrency">How many of its calls may run at the same time, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConcurrencyGroupAttribute(string name, int maxConcurrency) : Attribute
{
    /// <summary>The group's name.</summary>
    public string Name { get; } = name;

    /// <summary>How many of its calls may run at the same time.</summary>
    public int MaxConcurrency { get; } = maxConcurrency;
}
