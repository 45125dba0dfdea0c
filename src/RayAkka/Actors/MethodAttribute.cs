namespace RayAkka;

/// <summary>Options of one method of a remote class; options given at the call go before them. Ray's <c>@ray.method</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MethodAttribute : Attribute
{
    /// <summary>
    /// The name of the generated member. Default: the method's own name. Needed where that name is taken by a member of the handle
    /// (<c>Task</c>, <c>As</c>) or of <see cref="object"/> (<c>ToString</c>, <c>Equals</c> ...).
    /// </summary>
    public string? Name { get; set; }

    /// <summary>The concurrency group whose places the calls take, one that the actor has. Default none: they take those of MaxConcurrency.</summary>
    public string? ConcurrencyGroup { get; set; }

    /// <summary>How often a call that was lost with its actor is tried again; -1 is without limit. Default: the actor's value.</summary>
    public int MaxTaskRetries { get; set; }

    /// <summary>Try again also when the method throws, within <see cref="MaxTaskRetries"/>. Default false.</summary>
    public bool RetryExceptions { get; set; }

    /// <summary>Of a method that streams: how many items it may be ahead of the reader; -1 is without limit. Default 16.</summary>
    public int ReadAhead { get; set; }
}
