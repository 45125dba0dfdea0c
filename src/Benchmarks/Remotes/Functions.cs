namespace RayAkka.Benchmarks.Remotes;

/// <summary>The remote functions of the benchmarks.</summary>
public static class Functions
{
    [Remote]
    public static int SmallValue() => 0;

    /// <summary>Keeps a CPU until it is released.</summary>
    [Remote]
    public static void HoldCpu() => CpuHolder.Hold();

    /// <summary>Puts small objects and drops them.</summary>
    [Remote]
    public static int PutSmall(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _ = Ray.Put(0);
        }

        return count;
    }

    /// <summary>Puts large arrays and drops them.</summary>
    [Remote]
    public static int PutLarge(int count, int length)
    {
        var array = new long[length];
        for (var i = 0; i < count; i++)
        {
            _ = Ray.Put(array);
        }

        return count;
    }

    /// <summary>Makes an object that holds refs.</summary>
    [Remote]
    public static ObjectRef<int>[] CreateRefs(int count)
    {
        var refs = new ObjectRef<int>[count];
        for (var i = 0; i < count; i++)
        {
            refs[i] = Ray.Put(1);
        }

        return refs;
    }

    /// <summary>Reads an object that holds refs, as a reader that never saw it.</summary>
    [Remote]
    public static int CountRefs(ObjectRef<int>[] refs) => refs.Length;

    /// <summary>Calls actors in turn and waits for all.</summary>
    [Remote]
    public static int CallInTurn(ActorHandle<SmallActor>[] actors, int calls)
    {
        var refs = new ObjectRef<int>[calls];
        for (var i = 0; i < calls; i++)
        {
            refs[i] = actors[i % actors.Length].SmallValue.Remote();
        }

        return Ray.Get(refs).Count;
    }

    /// <summary>The same with actors whose methods return tasks.</summary>
    [Remote]
    public static int CallAsyncInTurn(ActorHandle<AsyncSmallActor>[] actors, int calls)
    {
        var refs = new ObjectRef<int>[calls];
        for (var i = 0; i < calls; i++)
        {
            refs[i] = actors[i % actors.Length].SmallValue.Remote();
        }

        return Ray.Get(refs).Count;
    }
}
