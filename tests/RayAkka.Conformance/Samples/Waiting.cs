namespace RayAkka.Conformance.Samples;

/// <summary>A remote function that waits in every way there is.</summary>
public static class Waiting
{
    [Remote]
    public static async Task<int> ForRef(ObjectRef<int>[] references, string how)
    {
        switch (how)
        {
            case "Get":
                return Ray.Get(references[0]);
            case "GetMany":
                return Ray.Get(references).Sum();
            case "Wait":
                return Ray.Get(Ray.Wait(references).Ready[0]);
            case "Await":
                return await references[0];
            case "GetAsync":
                return await Ray.GetAsync(references[0]);
            case "WaitAsync":
                return Ray.Get((await Ray.WaitAsync(references)).Ready[0]);
            default:
                throw new ArgumentOutOfRangeException(nameof(how), how, message: null);
        }
    }
}
