namespace RayAkka.Simulation.History;

/// <summary>One time that a call was made: its ref and what became of it. A call of a caller that runs again is made again.</summary>
internal sealed class Attempt(CallEntry call)
{
    public CallEntry Call => call;

    /// <summary>The ref; null if Remote() refused the call.</summary>
    public ObjectRef<int>? Reference { get; set; }

    public int Resolutions { get; set; }

    public bool HasSucceeded { get; set; }

    public RayException? Error { get; set; }

    public bool IsResolved => Resolutions > 0;

    public override string ToString() => !IsResolved ? "open" : HasSucceeded ? "succeeded" : Error is null ? "refused" : $"failed: {Error.GetType().Name} {Error.Message}";
}
