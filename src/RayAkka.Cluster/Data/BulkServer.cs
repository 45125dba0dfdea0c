using RayAkka.Engine;

namespace RayAkka.Cluster.Data;

/// <summary>The holder's side of a connection for large objects: the bytes go from where they lie to the socket.</summary>
internal static class BulkServer
{
    /// <summary>Answers requests until the connection ends.</summary>
    public static void Serve(DataContext context, NodeId peer, DataChannel channel)
    {
        try
        {
            Span<byte> request = stackalloc byte[BulkFormat.RequestSize];
            while (channel.Stream.ReadAtLeast(request, request.Length, throwOnEndOfStream: false) == request.Length)
            {
                var (number, offset) = BulkFormat.ReadRequest(request);
                if (!Answer(channel.Stream, Open(context, peer, number), offset))
                {
                    channel.Abort("it asked for bytes behind the end of an object");
                    context.Log.Closed(peer, channel.Reason!);
                    return;
                }
            }
        }
        catch (Exception e) when (Sockets.IsFailure(e))
        {
            // The reader went away or connects again: it knows how far it came.
        }

        channel.Abort("the other side ended the connection");
    }

    private static bool Answer(Stream stream, ObjectSource? source, long offset)
    {
        Span<byte> reply = stackalloc byte[BulkFormat.ReplySize];
        BulkFormat.WriteReply(reply, source is not null, source?.Header.Length ?? 0, source?.Bytes.Length ?? 0);
        if (source is null)
        {
            stream.Write(reply);
            return true;
        }

        if (offset < 0 || offset > source.Bytes.Length)
        {
            return false;
        }

        stream.Write([.. reply, .. source.Header]);
        var bytes = source.Bytes.Span[(int)offset..];
        while (!bytes.IsEmpty)
        {
            var chunk = bytes[..Math.Min(bytes.Length, BulkFormat.ChunkSize)];
            stream.Write(chunk);
            Thread.Yield();
            bytes = bytes[chunk.Length..];
        }

        return true;
    }

    private static ObjectSource? Open(DataContext context, NodeId peer, ulong number)
    {
        try
        {
            return context.Events.OpenObject(number);
        }
        catch (Exception e)
        {
            // The reader hears that the object is lost, which is what it is to him.
            context.Log.HandlerFailed(peer, e);
            return null;
        }
    }
}
