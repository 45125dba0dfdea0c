namespace RayAkka.Benchmarks.Remotes;

/// <summary>An actor that puts large arrays.</summary>
[Remote]
public class ArrayHolder
{
    public ObjectRef<byte[]> PutBytes(int length)
    {
        var array = new byte[length];
        array.AsSpan().Fill(1);
        return Ray.Put(array);
    }

    public ObjectRef<double[]> PutDoubles(int length)
    {
        var array = new double[length];
        array.AsSpan().Fill(1.5);
        return Ray.Put(array);
    }
}
