using RayAkka.Wire;

namespace RayAkka.Handoff;

/// <summary>
/// A constructor call as bytes that belong to no connection, so that any process can keep and pass them: first the names of the types, then the call.
/// Refs stand in it by value, handles by what is known of their actors.
/// </summary>
internal static class CallBlob
{
    /// <summary>Encodes a call.</summary>
    /// <param name="runtime">The session.</param>
    /// <param name="call">The call.</param>
    /// <param name="missing">The refs whose objects are not here yet: encode it again when they are.</param>
    /// <returns>The bytes; null while something is missing.</returns>
    /// <exception cref="ArgumentException">An argument may not travel; one sentence.</exception>
    public static byte[]? TryEncode(RayRuntime runtime, ObjectRef call, out IReadOnlyList<ObjectRef> missing)
    {
        var context = new BlobContext(runtime);
        var body = new WireWriter();
        CallWire.Write(body, call, context);
        missing = context.Missing;
        if (missing.Count > 0)
        {
            return null;
        }

        var blob = new WireWriter();
        context.OutgoingTypes.WriteAnnouncements(blob);
        blob.Raw(body.Written);
        return blob.ToArray();
    }

    /// <exception cref="WireFormatException">The bytes are not sound, or hold what is not allowed or known here.</exception>
    public static ObjectRef Decode(RayRuntime runtime, byte[] blob)
    {
        var context = new BlobContext(runtime);
        var reader = new WireReader(blob);
        context.IncomingTypes.ReadAnnouncements(reader);
        return CallWire.Read(reader, context);
    }
}
