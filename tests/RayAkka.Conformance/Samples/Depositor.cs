namespace RayAkka.Conformance.Samples;

/// <summary>Puts large objects on its node, and reads those of others.</summary>
[Remote]
public class Depositor
{
    /// <summary>More than what travels with a message.</summary>
    public const int Length = 20_000;

    private ObjectRef<double[]>[] _kept = [];

    /// <summary>Puts an array, as many copies of it as are given.</summary>
    public ObjectRef<double[]>[] Put(double value, int copies)
    {
        var values = new double[Length];
        Array.Fill(values, value);
        return [Ray.Put(values, copies)];
    }

    public void Keep(ObjectRef<double[]>[] put) => _kept = put;

    public void PassOn(ActorHandle<Depositor> to) => Ray.Get(to.Keep.Remote(_kept));

    public double Last() => Ray.Get(_kept[0])[^1];
}
