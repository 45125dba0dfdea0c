namespace RayAkka.Head;

/// <summary>A question to the head that has no answer yet.</summary>
/// <param name="Message">The question.</param>
/// <param name="OnAnswer">Called with the answer, under the link's gate; the flag says that nobody waits for it any more.</param>
internal sealed record OpenQuery(HeadQuery Message, Action<HeadAnswer, bool> OnAnswer)
{
    public ManualResetEventSlim Over { get; } = new();

    public HeadAnswer? Answer { get; set; }

    /// <summary>Whether its time was over before its answer came.</summary>
    public bool IsAbandoned { get; set; }
}
