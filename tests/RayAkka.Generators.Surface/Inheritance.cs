namespace RayAkka.Generators.Surface;

/// <summary>A base that is no remote class itself.</summary>
/// <typeparam name="TItem">What it tracks.</typeparam>
public abstract class Tracker<TItem>
{
    private readonly List<TItem> _items = [];

    /// <summary>Adds an item.</summary>
    /// <param name="item">The item.</param>
    public virtual int Add(TItem item)
    {
        _items.Add(item);
        return _items.Count;
    }

    /// <summary>The items.</summary>
    public IReadOnlyList<TItem> Items() => _items;
}

/// <summary>One remote class of it.</summary>
[Remote]
public class NameTracker : Tracker<string>
{
    /// <summary>The longest name.</summary>
    public string? Longest() => Items().MaxBy(n => n.Length);
}

/// <summary>A remote class of a remote class.</summary>
/// <param name="limit">How many items at most.</param>
[Remote]
public class BoundedTracker(int limit) : NameTracker
{
    /// <inheritdoc/>
    public override int Add(string item) => Items().Count < limit ? base.Add(item) : limit;
}

internal static class InheritanceCalls
{
    public static List<ObjectRef> Use(ObjectRef<string> name)
    {
        ActorHandle<NameTracker> names = NameTracker.Remote();
        ActorHandle<BoundedTracker> bounded = BoundedTracker.Options(new() { NumCpus = 1 }).Remote(3);
        return [names.Add.Remote("a"), names.Items.Remote(), bounded.Add.Remote(name), bounded.Longest.Remote()];
    }
}
