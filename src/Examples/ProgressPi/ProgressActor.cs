namespace RayAkka.Examples.ProgressPi;

/// <summary>Collects what many tasks report, for whoever wants to know how far all of them have come.</summary>
[Remote]
internal sealed class ProgressActor(int tasks, long samplesPerTask)
{
    private readonly long[] _samplesByTask = new long[tasks];
    private readonly HashSet<NodeId> _nodes = [];

    public void Report(int task, long samples, NodeId node)
    {
        _samplesByTask[task] = samples;
        _nodes.Add(node);
    }

    /// <summary>The share of all samples that are done, 0 to 1.</summary>
    public double Fraction() => (double)_samplesByTask.Sum() / (_samplesByTask.Length * samplesPerTask);

    /// <summary>How many nodes the tasks have run on so far.</summary>
    public int Nodes() => _nodes.Count;
}
