using System.Runtime.CompilerServices;

namespace RayAkka.Examples.Streams;

/// <summary>
/// One stage of the pipeline: reads the stream of the stage before it and streams what it makes of each picture. Nothing here says anything about
/// speed: a stage that is ahead of the next one stands still at its <c>yield return</c>.
/// </summary>
[Remote]
internal sealed class Stage(int number, ActorHandle<Stage>? before, ActorHandle<Gauge> gauge)
{
    public async IAsyncEnumerable<byte[]> Run(int pictures, int readAhead, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (before is null)
        {
            for (var i = 0; i < pictures; i++)
            {
                await gauge.Report.Remote(number, i + 1);
                yield return Picture.Draw(i);
            }

            yield break;
        }

        var made = 0;
        var pictureStream = before.Run.Options(new() { ReadAhead = readAhead }).Remote(pictures, readAhead);
        await foreach (ObjectRef<byte[]> picture in pictureStream.WithCancellation(cancellationToken))
        {
            var result = number switch
            {
                1 => Picture.Blur(await picture),
                2 => Picture.FindEdges(await picture),
                _ => Picture.Select(await picture),
            };
            await gauge.Report.Remote(number, ++made);
            yield return result;
        }
    }
}
