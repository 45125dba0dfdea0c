namespace RayAkka.Cluster.Data;

/// <summary>The reader's side of a connection for large objects: the bytes go from the socket to where they shall lie.</summary>
internal static class Fetcher
{
    /// <summary>Fetches what is still missing of an object.</summary>
    /// <returns>False if the holder does not have it.</returns>
    /// <exception cref="IOException">The connection was lost; what came until then counts.</exception>
    public static bool Fetch(Stream stream, FetchJob job)
    {
        Span<byte> request = stackalloc byte[BulkFormat.RequestSize];
        BulkFormat.WriteRequest(request, job.Number, job.Received);
        stream.Write(request);

        Span<byte> reply = stackalloc byte[BulkFormat.ReplySize];
        stream.ReadExactly(reply);
        var (found, size, length) = BulkFormat.ReadReply(reply);
        if (!found)
        {
            return false;
        }

        var header = new byte[size];
        stream.ReadExactly(header);
        job.Open(header, length);
        while (!job.Rest.IsEmpty)
        {
            var rest = job.Rest.Span;
            var count = stream.Read(rest[..Math.Min(rest.Length, BulkFormat.ChunkSize)]);
            if (count == 0)
            {
                throw new EndOfStreamException("The holder ended the connection in the middle of an object.");
            }

            job.Advance(count);
            Thread.Yield();
        }

        return true;
    }
}
