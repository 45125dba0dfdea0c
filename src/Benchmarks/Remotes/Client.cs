namespace RayAkka.Benchmarks.Remotes;

/// <summary>An actor that calls other actors.</summary>
[Remote]
public class Client(ActorHandle<SmallActor>[] servers)
{
    public int SmallValueBatch(int n)
    {
        var refs = new List<ObjectRef<int>>(n * servers.Length);
        foreach (var server in servers)
        {
            for (var i = 0; i < n; i++)
            {
                refs.Add(server.SmallValue.Remote());
            }
        }

        return Ray.Get(refs).Count;
    }

    public int SmallValueBatchArg(int n)
    {
        var argument = Ray.Put(0);
        var refs = new List<ObjectRef<int>>(n * servers.Length);
        foreach (var server in servers)
        {
            for (var i = 0; i < n; i++)
            {
                refs.Add(server.SmallValueArg.Remote(argument));
            }
        }

        return Ray.Get(refs).Count;
    }
}
