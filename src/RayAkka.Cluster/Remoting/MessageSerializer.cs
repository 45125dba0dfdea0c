using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using RayAkka.Wire;

namespace RayAkka.Cluster.Remoting;

/// <summary>
/// Writes the engine's own messages. Bytes that are not sound, or an unknown manifest, end in a <see cref="SerializationException"/>: Akka
/// then drops that message and keeps the connection.
/// </summary>
internal sealed class MessageSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    [ThreadStatic]
    private static WireWriter? t_writer;

    /// <summary>As in rayakka.reference.conf.</summary>
    public override int Identifier => 7301;

    public override string Manifest(object o) => Own(o).Manifest;

    public override byte[] ToBinary(object obj)
    {
        var writer = t_writer ??= new WireWriter();
        writer.Clear();
        Own(obj).Write(writer);
        return writer.ToArray();
    }

    public override object FromBinary(byte[] bytes, string manifest)
    {
        try
        {
            return Read(manifest, new WireReader(bytes));
        }
        catch (WireFormatException exception)
        {
            throw new SerializationException($"A message '{manifest}' of another node cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a message, which must fill what the reader has left.</summary>
    internal static IWireMessage Read(string manifest, WireReader reader)
    {
        if (!Manifests.Readers.TryGetValue(manifest, out var read))
        {
            throw new WireFormatException($"No message is called '{manifest}' here; does that node run another version?");
        }

        var message = read(reader);
        return reader.Left == 0 ? message : throw new WireFormatException("It is longer than what it holds.");
    }

    private static IWireMessage Own(object message) => message as IWireMessage
        ?? throw new SerializationException($"{message.GetType()} is no message of the engine.");
}
