namespace RayAkka.Recovery;

/// <summary>What <see cref="RecordedCallers"/> of one process have to say to those of another.</summary>
internal sealed class RecordNews
{
    public List<EndedTask> Ended { get; } = [];

    public List<CallerId> Asked { get; } = [];

    public List<CallerId> Answered { get; } = [];
}
