namespace RayAkka.Conformance.Support;

/// <summary>
/// What a test shares with the code that it runs remotely, since arguments are copied: a gate, a count of arrivals and a list of notes. It is
/// only a number, so that a copy of it is the same probe, in other processes of the test too.
/// </summary>
public readonly record struct Probe(int Number)
{
    private static readonly IProbes s_probes = ServedProbes.OfThisProcess() ?? OwnProbes.Instance;
    private static int s_last;

    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(30);

    /// <summary>How often somebody arrived.</summary>
    public int Arrivals => s_probes.Arrivals(Number);

    public IReadOnlyList<string> Notes => s_probes.Notes(Number);

    public static Probe Create() => new(Interlocked.Increment(ref s_last));

    /// <summary>Counts an arrival.</summary>
    /// <returns>Which one it is, from 1.</returns>
    public int Arrive() => s_probes.Arrive(Number);

    /// <summary>Completes when as many more as asked for have arrived since this was last waited for.</summary>
    public async Task ArrivedAsync(int count = 1)
    {
        for (var i = 0; i < count; i++)
            Assert.True(await s_probes.ArrivedAsync(Number).ConfigureAwait(false), $"Only {i} of {count} have arrived.");
    }

    public void Open() => s_probes.Open(Number);

    /// <summary>Blocks the thread until the gate is open.</summary>
    public void Wait() => Assert.True(s_probes.OpenedAsync(Number).Wait(Limit), "The gate was not opened.");

    public Task WaitAsync() => s_probes.OpenedAsync(Number).WaitAsync(Limit);

    /// <summary>Arrives, then blocks the thread until the gate is open.</summary>
    public void Pass()
    {
        Arrive();
        Wait();
    }

    public Task PassAsync()
    {
        Arrive();
        return WaitAsync();
    }

    public void Note(string text) => s_probes.Note(Number, text);
}
