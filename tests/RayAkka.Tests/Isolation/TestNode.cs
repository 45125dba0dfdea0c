namespace RayAkka.Tests.Isolation;

internal abstract class TestNodeBase
{
    private TestNode? _hidden;
    private readonly List<TestNode?> _more = [];

    public void Hide(TestNode node) => _hidden = node;

    public List<TestNode?> More() => _more;

    public TestNode? Hidden() => _hidden;
}

/// <summary>What random graphs are made of: every kind of edge once.</summary>
internal sealed class TestNode : TestNodeBase
{
    public int Id { get; set; }

    public TestNode? Left { get; set; }

    public object? Any { get; set; }

    public (int Weight, TestNode? To) Edge { get; set; }

    public TestNode?[]? Array { get; set; }

    public Dictionary<TestNode, TestNode?>? ByIdentity { get; set; }

    public Dictionary<string, TestNode?>? ByName { get; set; }

    public HashSet<TestNode>? Set { get; set; }

    public int[]? Numbers { get; set; }
}
