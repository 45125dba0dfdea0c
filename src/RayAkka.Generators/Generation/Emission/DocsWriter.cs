using RayAkka.Generators.Generation.Model;

namespace RayAkka.Generators.Generation.Emission;

internal static class DocsWriter
{
    public static void Write(SourceWriter writer, EquatableArray<string> docs)
    {
        foreach (var line in docs)
        {
            writer.Line("/// " + line);
        }
    }

    /// <summary>Only the summary, for a member that stands for several overloads.</summary>
    public static void WriteSummary(SourceWriter writer, EquatableArray<string> docs)
    {
        var isInside = false;
        foreach (var line in docs)
        {
            isInside |= line.StartsWith("<summary>", System.StringComparison.Ordinal);
            if (isInside || line.StartsWith("<inheritdoc", System.StringComparison.Ordinal))
            {
                writer.Line("/// " + line);
            }

            isInside &= !line.EndsWith("</summary>", System.StringComparison.Ordinal);
        }
    }
}
