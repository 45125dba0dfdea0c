namespace RayAkka.Wire;

/// <summary>
/// Exceptions, which must always arrive: whatever part of one cannot travel stays behind, and an exception whose type is unknown or refused where
/// it is read comes out as a <see cref="RayTaskException"/> that names the type and keeps the text. All that is known of one stands in a
/// segment of its own, so that a reader that cannot make anything of it goes on behind it.
/// </summary>
internal static class ErrorWire
{
    // Causes of causes, and exceptions in the fields of exceptions.
    private const int Deepest = 24;

    // The exceptions within the outermost one that is being written: each tells its parts once, so that none that holds itself goes on for ever.
    [ThreadStatic]
    private static HashSet<Exception>? t_told;

    [ThreadStatic]
    private static int t_depth;

    /// <summary>Writes an exception; never throws.</summary>
    public static void Write(WireWriter writer, Exception error, IWireContext context)
    {
        var told = t_told ??= new HashSet<Exception>(ReferenceEqualityComparer.Instance);
        var part = new WireWriter();
        t_depth++;
        try
        {
            ErrorWriter.Write(part, error, told.Add(error) && t_depth < Deepest ? context : null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A user's Message or StackTrace that throws.
            part.Clear();
            ErrorWriter.WriteBare(part, error.GetType(), e);
        }

        if (--t_depth == 0)
        {
            t_told = null;
        }

        writer.Bytes(part.Written);
    }

    /// <summary>Reads an exception.</summary>
    /// <exception cref="WireFormatException">The message ends within it.</exception>
    public static Exception Read(WireReader reader, IWireContext context)
    {
        var segment = reader.Segment();
        try
        {
            return t_depth++ < Deepest
                ? ErrorReader.Read(new WireReader(segment.Array!, segment.Offset, segment.Count), context)
                : new RayTaskException("The error has more causes than can be read.");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new RayTaskException($"The call failed on another node with an error that cannot be read here: {e.Message}", e);
        }
        finally
        {
            t_depth--;
        }
    }
}
