namespace RayAkka.Conformance.Streams;

/// <summary>Reads streams in tests: a stream that hangs fails the test.</summary>
internal static class StreamReading
{
    public static async Task<List<T>> AllAsync<T>(this ObjectRefStream<T> stream)
    {
        var all = new List<T>();
        await foreach (var item in stream.SoonAsync())
            all.Add(await item);
        return all;
    }

    /// <summary>The values in front of the error, and the error; then the stream must be at its end.</summary>
    public static async Task<(List<T> Good, Exception? Error)> UntilErrorAsync<T>(this ObjectRefStream<T> stream)
    {
        var good = new List<T>();
        Exception? error = null;
        await foreach (var item in stream.SoonAsync())
        {
            Assert.Null(error);
            try
            {
                good.Add(await item);
            }
            catch (RayException e)
            {
                error = e;
            }
        }

        return (good, error);
    }

    public static async IAsyncEnumerable<ObjectRef<T>> SoonAsync<T>(this ObjectRefStream<T> stream)
    {
        await using var items = stream.GetAsyncEnumerator();
        while (await items.NextAsync())
            yield return items.Current;
    }

    public static Task<bool> NextAsync<T>(this IAsyncEnumerator<T> items) => items.MoveNextAsync().AsTask().WaitAsync(Probe.Limit);

    /// <summary>Takes as many values as asked for.</summary>
    public static async Task<List<T>> TakeAsync<T>(this IAsyncEnumerator<ObjectRef<T>> items, int count)
    {
        var taken = new List<T>();
        for (var i = 0; i < count; i++)
        {
            Assert.True(await items.NextAsync());
            taken.Add(await items.Current.AsTask().WaitAsync(Probe.Limit));
        }

        return taken;
    }
}
