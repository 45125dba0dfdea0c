namespace RayAkka.Cluster.Settings;

/// <summary>Finds what somebody may have meant.</summary>
internal static class Spelling
{
    /// <summary>
    /// The candidate that is reached with the fewest changes. One with the same last part counts as one change away, since a setting is
    /// more often looked for in the wrong group than wholly misspelt.
    /// </summary>
    public static string Nearest(string text, IEnumerable<string> candidates)
    {
        var last = LastPart(text);
        return candidates.MinBy(candidate =>
            LastPart(candidate) == last ? (1, Distance(text, candidate)) : (Distance(text, candidate), 0))!;
    }

    /// <summary>How many letters must be inserted, removed, replaced or swapped with their neighbour (optimal string alignment).</summary>
    public static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var above = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, above) = (above, row);
        }

        return above[b.Length];
    }

    private static string LastPart(string path) => path[(path.LastIndexOf('.') + 1)..];
}
