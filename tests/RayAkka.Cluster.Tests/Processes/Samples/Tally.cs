namespace RayAkka.Cluster.Tests.Processes.Samples;

/// <summary>Adds up, and says in which process it is.</summary>
/// <param name="start">Where it starts.</param>
[Remote]
public class Tally(int start)
{
    private int _sum = start;

    public int Add(int by) => _sum += by;

    public int ProcessId() => Environment.ProcessId;
}
