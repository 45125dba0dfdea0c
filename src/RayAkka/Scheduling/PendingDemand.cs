using RayAkka.Head;
using RayAkka.Wire;

namespace RayAkka;

/// <summary>Requests of one kind that wait for a place, or a placement group that does. See <see cref="Ray.PendingDemand"/>.</summary>
/// <param name="Request">What is asked for, such as "1 CPU, 2 GPU" or "the placement group 'train'".</param>
/// <param name="Count">How many ask for the same.</param>
/// <param name="WaitsFor">What is missing, in a sentence that begins with a verb.</param>
/// <param name="IsInfeasible">Whether no node of the cluster could ever satisfy it, whatever ended on them.</param>
/// <param name="Resources">What one of them needs, by kind; for a placement group all its bundles together.</param>
public sealed record PendingDemand(string Request, int Count, string WaitsFor, bool IsInfeasible, IReadOnlyDictionary<string, double> Resources)
{
    internal static PendingDemand Read(WireReader reader)
    {
        var (request, count, waitsFor, isInfeasible) = (reader.Text(), reader.Int(), reader.Text(), reader.Bool());
        var resources = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var left = reader.Count(9); left > 0; left--)
        {
            resources[reader.Text()] = reader.Double();
        }

        return new PendingDemand(request, count, waitsFor, isInfeasible, resources);
    }

    internal void Write(WireWriter writer)
    {
        writer.String(Request);
        writer.Int(Count);
        writer.String(WaitsFor);
        writer.Bool(IsInfeasible);
        writer.List([.. Resources], static (to, entry) =>
        {
            to.String(entry.Key);
            to.Double(entry.Value);
        });
    }
}
