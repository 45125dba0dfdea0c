namespace RayAkka.Conformance.Samples;

/// <summary>An actor that waits for the refs it is given.</summary>
[Remote]
public class Awaiter
{
    public int GetIt(ObjectRef<int>[] references) => Ray.Get(references).Sum();

    public async Task<int> AwaitIt(ObjectRef<int>[] references) => await references[0];
}
