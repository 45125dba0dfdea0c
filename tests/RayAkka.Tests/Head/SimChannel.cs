using RayAkka.Head;
using RayAkka.Wire;

namespace RayAkka.Tests.Head;

/// <summary>The way out of one simulated node: every message goes through its wire form.</summary>
internal sealed class SimChannel(SimNetwork network, NodeId self) : IHeadChannel
{
    public void Send(NodeId to, HeadMessage message)
    {
        var writer = new WireWriter();
        message.Write(writer);
        var reader = new WireReader(writer.ToArray());
        network.Post(self, to, HeadMessage.Read(reader));
        Assert.Equal(0, reader.Left);
    }
}
