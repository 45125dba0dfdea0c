using RayAkka.Scheduling;
using RayAkka.Wire;

namespace RayAkka.Engine;

/// <summary>What a process of a cluster tells the others of itself when it meets them.</summary>
/// <param name="Node">Its id, new for each start of a process.</param>
/// <param name="Capacity">What it has; empty for a driver, which hosts nothing.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="GpuIds">The ids of its GPUs.</param>
/// <param name="IsDriver">Whether it is a driver: a member that hosts no actors and runs no tasks.</param>
/// <param name="Address">How people know it: host and port, for logs and errors.</param>
internal sealed record NodeHello(
    NodeId Node,
    ResourceSet Capacity,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyList<int> GpuIds,
    bool IsDriver,
    string Address)
{
    public void Write(WireWriter writer)
    {
        writer.Node(Node);
        Capacity.Write(writer);
        writer.Varint((ulong)Labels.Count);
        foreach (var (key, value) in Labels)
        {
            writer.String(key);
            writer.String(value);
        }

        writer.Varint((ulong)GpuIds.Count);
        foreach (var id in GpuIds)
        {
            writer.Int(id);
        }

        writer.Bool(IsDriver);
        writer.String(Address);
    }

    public static NodeHello Read(WireReader reader)
    {
        var node = reader.Node();
        var capacity = ResourceSet.Read(reader);
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var left = reader.Count(2); left > 0; left--)
        {
            labels[reader.Text()] = reader.Text();
        }

        var gpus = new int[reader.Count()];
        for (var i = 0; i < gpus.Length; i++)
        {
            gpus[i] = reader.Int();
        }

        return new NodeHello(node, capacity, labels, gpus, reader.Bool(), reader.Text());
    }
}
