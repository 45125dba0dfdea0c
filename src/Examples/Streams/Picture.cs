namespace RayAkka.Examples.Streams;

/// <summary>What the stages of the pipeline do with a picture: a square of grey values. Plain C#, so that the driver can do the same by itself.</summary>
internal static class Picture
{
    private const int Edge = 256;

    public static byte[] Draw(int number)
    {
        var pixels = new byte[Edge * Edge];
        new Random(number).NextBytes(pixels);
        return pixels;
    }

    /// <summary>Each pixel becomes the mean of itself and its neighbours in the row.</summary>
    public static byte[] Blur(byte[] pixels)
    {
        var blurred = new byte[pixels.Length];
        for (var i = 1; i < pixels.Length - 1; i++)
        {
            blurred[i] = (byte)((pixels[i - 1] + pixels[i] + pixels[i + 1]) / 3);
        }

        return blurred;
    }

    /// <summary>Each pixel becomes its distance from the one above.</summary>
    public static byte[] FindEdges(byte[] pixels)
    {
        var edges = new byte[pixels.Length];
        for (var i = Edge; i < pixels.Length; i++)
        {
            edges[i] = (byte)Math.Abs(pixels[i] - pixels[i - Edge]);
        }

        return edges;
    }

    /// <summary>Bright pixels stay, all others go.</summary>
    public static byte[] Select(byte[] pixels) => [.. pixels.Select(pixel => pixel > 100 ? pixel : (byte)0)];

    public static int CountBright(byte[] pixels) => pixels.Count(pixel => pixel > 0);
}
