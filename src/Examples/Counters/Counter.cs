namespace RayAkka.Examples.Counters;

/// <summary>
/// A plain class. [Remote] makes the source generator add <c>Counter.Remote(...)</c>, which creates an object of it as an actor somewhere in
/// the cluster, and <c>handle.Increment.Remote()</c> for its methods. An actor runs one call at a time, so its fields need no lock.
/// </summary>
[Remote]
internal sealed class Counter(int start)
{
    private int _value = start;

    public int Increment() => ++_value;

    public int Read() => _value;
}
