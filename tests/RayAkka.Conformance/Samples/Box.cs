namespace RayAkka.Conformance.Samples;

[Remote]
public class Box<T>
{
    private readonly List<T> _items = [];

    public int Put(T item)
    {
        _items.Add(item);
        return _items.Count;
    }

    public T Last() => _items[^1];
}
