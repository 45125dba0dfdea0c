using System.Runtime.CompilerServices;

namespace RayAkka.Conformance.Samples;

/// <summary>A stage of a pipeline: reads arrays from the stage before it and streams what it makes of them.</summary>
[Remote]
public class Relay(ActorHandle<Relay>? before, Probe probe)
{
    public async IAsyncEnumerable<byte[]> Run(int count, int length, [EnumeratorCancellation] CancellationToken token)
    {
        if (before is null)
        {
            for (var i = 0; i < count; i++)
            {
                probe.Arrive();
                var array = new byte[length];
                array[0] = (byte)i;
                yield return array;
            }

            yield break;
        }

        await foreach (var item in before.Run.Options(new() { ReadAhead = 1 }).Remote(count, length).WithCancellation(token))
        {
            var array = await item;
            array[^1]++;
            yield return array;
        }
    }
}
