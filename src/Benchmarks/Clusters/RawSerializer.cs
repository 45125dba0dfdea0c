using System.Buffers.Binary;
using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace RayAkka.Benchmarks.Clusters;

/// <summary>As small and fast as a serializer by hand can be, so that the baseline is not slowed down by the one that Akka.NET has by default.</summary>
public sealed class RawSerializer(ExtendedActorSystem system) : Serializer(system)
{
    public override int Identifier => 9301;

    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj)
    {
        var call = (RawCall)obj;
        var bytes = new byte[sizeof(int) + call.Id.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, call.Value);
        Encoding.ASCII.GetBytes(call.Id, bytes.AsSpan(sizeof(int)));
        return bytes;
    }

    public override object FromBinary(byte[] bytes, Type? type) =>
        new RawCall(Encoding.ASCII.GetString(bytes.AsSpan(sizeof(int))), BinaryPrimitives.ReadInt32LittleEndian(bytes));
}
