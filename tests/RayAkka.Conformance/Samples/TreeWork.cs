namespace RayAkka.Conformance.Samples;

public static class TreeWork
{
    [Remote]
    public static int Grow(Tree tree)
    {
        tree.Leaves.Add(1);
        return tree.Leaves.Count;
    }

    [Remote]
    public static bool HasOneSubtree(Tree tree) => ReferenceEquals(tree.Left, tree.Right);

    [Remote]
    public static Tree Twins()
    {
        var shared = new Tree();
        return new Tree { Left = shared, Right = shared };
    }

    [Remote]
    public static ObjectRef<int> RefOfRef(int value) => Work.Tasks.Square.Remote(value);

    [Remote]
    public static object Unsendable() => new Func<int>(() => 1);
}
