namespace RayAkka.Isolation;

/// <summary>Why objects of a type cannot be passed on, and what to do instead.</summary>
/// <param name="What">The kind with its article, as "a delegate".</param>
/// <param name="Advice">The second half of the sentence.</param>
internal sealed record Refusal(string What, string Advice)
{
    /// <summary>The whole sentence.</summary>
    /// <param name="subject">What is refused, as "Order.Callback".</param>
    /// <param name="type">Its run-time type.</param>
    public string Describe(string subject, Type type) => $"{subject} is {What} ({TypeNames.Full(type)}); {Advice}";
}
