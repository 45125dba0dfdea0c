namespace RayAkka.Conformance.Support;

/// <summary>Where the probes of a test are kept.</summary>
internal interface IProbes
{
    /// <summary>Counts an arrival.</summary>
    /// <returns>Which one it is, from 1.</returns>
    int Arrive(int probe);

    int Arrivals(int probe);

    /// <summary>Completes when one more than was waited for has arrived.</summary>
    /// <returns>False if nobody has within the limit.</returns>
    Task<bool> ArrivedAsync(int probe);

    void Open(int probe);

    Task OpenedAsync(int probe);

    void Note(int probe, string text);

    IReadOnlyList<string> Notes(int probe);
}
