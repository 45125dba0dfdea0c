using RayAkka.Wire;

namespace RayAkka.Cluster.Tests.Support;

/// <summary>For tests in which no value travels.</summary>
internal sealed class NoValues : IValueCodec
{
    public void Write(WireWriter writer, object value, IWireContext context) => throw new NotSupportedException();

    public object Read(WireReader reader, IWireContext context) => throw new NotSupportedException();
}
