namespace RayAkka.Benchmarks.Remotes;

/// <summary>An actor that submits tasks.</summary>
[Remote]
public class TaskClient
{
    public int SmallValueBatch(int n)
    {
        var refs = new ObjectRef<int>[n];
        for (var i = 0; i < n; i++)
        {
            refs[i] = Functions.Tasks.SmallValue.Remote();
        }

        return Ray.Get(refs).Count;
    }
}
