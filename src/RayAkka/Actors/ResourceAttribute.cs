namespace RayAkka;

/// <summary>An amount of a custom resource that an actor of the class, or a task of the function, holds while it lives.</summary>
/// <param name="name">The resource's name, as the nodes declare it. Not "CPU", "GPU" or "memory".</param>
/// <param name="amount">The amount, 0 or more, in steps of 0.0001.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class ResourceAttribute(string name, double amount) : Attribute
{
    /// <summary>The resource's name.</summary>
    public string Name { get; } = name;

    /// <summary>The amount.</summary>
    public double Amount { get; } = amount;
}
