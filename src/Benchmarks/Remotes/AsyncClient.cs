namespace RayAkka.Benchmarks.Remotes;

/// <summary>An actor that calls actors whose methods return tasks.</summary>
[Remote]
public class AsyncClient(ActorHandle<AsyncSmallActor>[] servers)
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
}
