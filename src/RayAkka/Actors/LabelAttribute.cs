namespace RayAkka;

/// <summary>A label that a node must carry to run an actor of the class or a task of the function. Ray's <c>label_selector</c>.</summary>
/// <param name="key">The label's key.</param>
/// <param name="value">The value that the node's label must have, or another form of <see cref="LabelSelector"/>, such as "in(a, b)".</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class LabelAttribute(string key, string value) : Attribute
{
    /// <summary>The label's key.</summary>
    public string Key { get; } = key;

    /// <summary>The label's value.</summary>
    public string Value { get; } = value;
}
