using Hyperion;
using RayAkka.Wire;

namespace RayAkka.Cluster.Serialization;

/// <summary>Lets Hyperion load a type by its name only if the name is that of a type which is known here and allowed.</summary>
internal sealed class GateFilter(TypeGate gate) : ITypeFilter
{
    // Hyperion keeps each type that it has loaded.
    private const int MostTypes = 65_536;

    // What Hyperion puts in place of the core library's version.
    private const string CoreVersion = ",%core%";

    private int _allowed;

    /// <summary>A name as Hyperion writes it, without what stands for versions.</summary>
    public static string Plain(string typeName) => typeName.Replace(CoreVersion, "", StringComparison.Ordinal);

    public bool IsAllowed(string typeName)
    {
        try
        {
            TypeResolver.Resolve(Plain(typeName), gate.IsAllowed);
            return Interlocked.Increment(ref _allowed) <= MostTypes;
        }
        catch (WireFormatException)
        {
            return false;
        }
    }
}
