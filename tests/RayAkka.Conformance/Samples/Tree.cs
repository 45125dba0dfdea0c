namespace RayAkka.Conformance.Samples;

/// <summary>A value that can be changed, for tests of who sees whose changes.</summary>
public class Tree
{
    public List<int> Leaves { get; set; } = [];

    public Tree? Left { get; set; }

    public Tree? Right { get; set; }
}
