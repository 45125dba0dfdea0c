namespace RayAkka.Conformance.Samples;

/// <summary>Keeps what it is given and gives it out, so that a missing copy shows.</summary>
[Remote]
public class Keeper
{
    private Tree _tree = new();
    private ObjectRef<Tree>? _reference;

    public void Keep(Tree tree) => _tree = tree;

    public Tree Give() => _tree;

    public Task<Tree> GiveAsync() => Task.FromResult(_tree);

    public int Grow()
    {
        _tree.Leaves.Add(1);
        return _tree.Leaves.Count;
    }

    public int Leaves() => _tree.Leaves.Count;

    /// <summary>Reads the object twice and changes it in between.</summary>
    public (bool Same, int Leaves) ReadTwice(List<ObjectRef<Tree>> box)
    {
        _reference = box[0];
        var first = Ray.Get(_reference);
        first.Leaves.Add(7);
        var second = Ray.Get(_reference);
        return (ReferenceEquals(first, second), second.Leaves.Count);
    }

    /// <summary>Reads in another call what an earlier one has read and changed.</summary>
    public int ReadAgain() => Ray.Get(_reference!).Leaves.Count;
}
